-- asset: raw.$stream
-- severity: error
-- claim: Every raw row belongs to a file that is recorded as loaded.
-- each: stream
-- broken by: update raw.$stream set _file_id = 'nobody''s' where _row = (select min(_row) from
--   raw.$stream)

select rows._file_id, count(*) as rows_found
from raw.$stream as rows
left join ops.ingested_file as files
    on rows._file_id = files.file_id and files.status = 'loaded'
where files.file_id is null
group by rows._file_id
