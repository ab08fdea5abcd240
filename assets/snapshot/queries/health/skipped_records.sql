-- Which records of the exports are no data, and why?
select
    connector,
    reason,
    cast(sum(records) as bigint) as records,
    count(distinct path) as files
from skipped_record
group by connector, reason
order by records desc, connector asc, reason asc
