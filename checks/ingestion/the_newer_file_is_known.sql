-- asset: raw.$stream
-- severity: warn
-- claim: Where two files tell of one record differently, something says which file is newer: a time
--   of export, a newest event, or file times that are not a copy's.
-- each: stream

with files as (
    select
        file_sequence,
        path,
        connector,
        coalesce(exported_at, newest_event_at) as known_at,
        newest_event_at,
        modified_at,
        download_name,
        download_number
    from ops.ingested_file
    where status = 'loaded'
),

undecided as (
    select
        files.path,
        files.file_sequence,
        other_files.path as other_path,
        other_files.file_sequence as other_sequence
    from files
    inner join files as other_files
        on
            files.connector = other_files.connector
            and files.file_sequence < other_files.file_sequence
            and files.known_at is not distinct from other_files.known_at
            and files.newest_event_at is not distinct from other_files.newest_event_at
            and abs(epoch(files.modified_at) - epoch(other_files.modified_at)) < 2
            and not (
                files.download_name = other_files.download_name
                and files.download_number <> other_files.download_number
            )
)

select
    undecided.path,
    undecided.other_path,
    count(*) as records
from undecided
inner join raw.$stream as one on undecided.file_sequence = one._file_sequence
inner join raw.$stream as other
    on
        undecided.other_sequence = other._file_sequence
        and one._account = other._account
        and $same_record
where $differs
group by undecided.path, undecided.other_path
order by undecided.path, undecided.other_path
