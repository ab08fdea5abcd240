-- Does everything that was read add up?
select
    cast(coalesce(sum(records_read), 0) as bigint) as records_read,
    cast(coalesce(sum(records_loaded), 0) as bigint) as records_loaded,
    cast(coalesce(sum(records_quarantined), 0) as bigint) as records_quarantined,
    cast(coalesce(sum(records_skipped), 0) as bigint) as records_skipped,
    count(*) as files,
    count(*) filter (where status = 'loaded') as loaded_files,
    count(*) filter (where status = 'duplicate') as duplicate_files,
    count(*) filter (where status = 'failed') as failed_files,
    count(*) filter (where status = 'withdrawn') as withdrawn_files,
    count(*) filter (where status = 'loaded' and presence = 'gone') as gone_files,
    max(ingested_at) as last_ingested_at
from ingested_file
