-- asset: raw.agent_runs
-- severity: error
-- claim: In every file: records read = loaded + quarantined + skipped.
-- broken by: update ops.ingested_file set records_read = records_read + 1 where path = (select
--   min(path) from ops.ingested_file where status = 'loaded')

select path, records_read, records_loaded, records_quarantined, records_skipped
from ops.ingested_file
where records_read <> records_loaded + records_quarantined + records_skipped
