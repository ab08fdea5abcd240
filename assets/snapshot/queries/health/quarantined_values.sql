-- Which values are in quarantine, and which rule does each break?
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
limit getvariable('most_rows')
