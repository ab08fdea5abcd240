-- What changed in the columns of the tools' reports, what is still warned of first?
select
    is_open,
    connector,
    account,
    report,
    column_name,
    change,
    kind_before,
    kind_after,
    is_read,
    newer_file,
    older_file,
    seen_at at time zone 'UTC' at time zone getvariable('timezone') as seen_local_at
from schema_drift
order by is_open desc, seen_at desc, is_read desc, newer_file asc, column_name asc
