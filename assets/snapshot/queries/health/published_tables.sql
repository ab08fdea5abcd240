-- Which tables are published, and what does each hold?
select
    table_name,
    estimated_size as row_count,
    column_count,
    comment as meaning
from duckdb_tables()
order by table_name
