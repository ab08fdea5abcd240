-- Which columns has a published table, and what does each mean?
select
    column_name,
    lower(data_type) as data_type,
    comment as meaning
from duckdb_columns()
where table_name = getvariable('table_name')
order by column_index
