-- Columns that are read, and that a tool's newest export lacks or has in another kind.
-- changed_column is raised by: insert into marts.schema_drift values (2, 'days', 'cost', 'x',
--   'default', 'x/2.csv', 'gone', 'number', null, true, 'x/1.csv', '2026-03-02', true)
select
    'changed_column' as kind,
    connector || ', ' || account || ', ' || column_name as subject,
    connector || ': the column ' || max_by(column_name, seen_at) || ' '
    || case max_by(change, seen_at) when 'gone' then 'is gone' else 'has another kind' end
        as headline,
    max_by(newer_file, seen_at) || ' against ' || max_by(older_file, seen_at)
        as evidence,
    null as owned_by,
    min(seen_at)::date as since_on
from marts.schema_drift
where is_open
group by connector, account, column_name
