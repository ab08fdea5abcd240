-- asset: raw.agent_runs
-- severity: error
-- claim: The raw tables hold as many rows of every file as were loaded from it.
-- broken by: update ops.ingested_file set rows_loaded = rows_loaded + 1 where path = (select
--   min(path) from ops.ingested_file where status = 'loaded')

with found as (
    select file_sequence, sum(rows_found) as rows_found
    from ($raw_rows) as counted
    group by file_sequence
)

select files.path, files.rows_loaded, coalesce(found.rows_found, 0) as rows_found
from ops.ingested_file as files
left join found using (file_sequence)
where files.status = 'loaded' and files.rows_loaded <> coalesce(found.rows_found, 0)
