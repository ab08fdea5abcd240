-- What became of every landed file, failures first?
select
    status,
    presence,
    path,
    connector,
    account,
    records_read,
    records_loaded,
    records_quarantined,
    records_skipped,
    rows_loaded,
    reason,
    notes,
    exported_at at time zone 'UTC' at time zone getvariable('timezone') as exported_local_at,
    ingested_at at time zone 'UTC' at time zone getvariable('timezone') as ingested_local_at
from ingested_file
order by status = 'failed' desc, presence = 'gone' desc, ingested_at desc, path asc
