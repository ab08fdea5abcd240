-- Which values are in quarantine, which rule does each break, and what became of the record?
select
    path,
    connector,
    stream,
    row_number,
    column_name,
    rule,
    value,
    coalesce(resolution, 'waits') as resolution
from quarantine
order by resolution is not null, path, row_number, column_name
limit getvariable('most_rows')
