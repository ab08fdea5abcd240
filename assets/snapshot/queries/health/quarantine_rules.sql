-- Which rules did rows break, how often, and in how many files?
select
    connector,
    stream,
    column_name,
    rule,
    count(*) as validation_errors,
    count(*) filter (where resolution is null) as waiting,
    count(distinct path) as files,
    any_value(value) as example
from quarantine
group by connector, stream, column_name, rule
order by waiting desc, validation_errors desc, connector asc, stream asc, column_name asc, rule asc
