-- asset: raw.$stream
-- severity: error
-- claim: Every raw row belongs to a file that is recorded as loaded.
-- each: stream
-- broken by: insert into raw.$stream (_file_sequence, _row) values (-1, 1)

select raw_rows._file_sequence, count(*) as rows_found
from raw.$stream as raw_rows
left join ops.ingested_file as files
    on raw_rows._file_sequence = files.file_sequence and files.status = 'loaded'
where files.file_sequence is null
group by raw_rows._file_sequence
