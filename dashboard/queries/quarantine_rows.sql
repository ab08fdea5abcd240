-- Which rows are in quarantine, and for which value?
select
    path,
    connector,
    stream,
    row_number,
    column_name,
    rule,
    value
from quarantine
order by path, row_number, column_name
limit getvariable('rows')
