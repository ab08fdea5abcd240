-- asset: marts.schema_drift
-- severity: warn
-- claim: No column that is read is gone from a tool's newest export, or has become of another kind.
-- broken by: insert into marts.schema_drift values (2, 'days', 'cost', 'x', 'default', 'x/2.csv',
--   'gone', 'number', null, true, 'x/1.csv', '2026-03-02', true)

select newer_file, older_file, column_name, change, kind_before, kind_after
from marts.schema_drift
where is_open
order by newer_file, column_name
