-- asset: marts.campaign_iteration_velocity_weekly
-- severity: warn
-- claim: No campaign that an older report shows delivering on a day is missing from the newer report
--   that covers the day.

with files as (
    select * from staging.stg_files
),

stated as (
    select
        source._source,
        source._account,
        source.date,
        source._file_sequence,
        coalesce(resolved.campaign_key, source.campaign_id) as campaign_key,
        coalesce(source.cost, 0) as cost,
        coalesce(source.impressions, 0) as impressions
    from raw.campaign_performance as source
    left join core.campaign_keys as resolved on source.campaign_id = resolved.stated_campaign_key
),

covered as (
    select
        _source,
        _account,
        _file_sequence,
        min(date) as first_day,
        max(date) as last_day
    from stated
    group by _source, _account, _file_sequence
),

newest as (
    select
        days._source,
        days._account,
        days.date,
        max_by(covered._file_sequence, files.file_rank) as newest_sequence
    from (select distinct _source, _account, date from stated) as days
    inner join covered
        on
            days._source = covered._source
            and days._account = covered._account
            and days.date between covered.first_day and covered.last_day
    inner join files on covered._file_sequence = files.file_sequence
    group by days._source, days._account, days.date
)

select
    files.path as newer_file,
    newest.date as day,
    stated.campaign_key,
    max(stated.cost) as cost
from newest
inner join stated
    on
        newest._source = stated._source
        and newest._account = stated._account
        and newest.date = stated.date
        and newest.newest_sequence <> stated._file_sequence
inner join files on newest.newest_sequence = files.file_sequence
where
    (stated.cost > 0 or stated.impressions > 0)
    and not exists (
        select 1
        from stated as newer
        where
            newer._file_sequence = newest.newest_sequence
            and newer._account = newest._account
            and newer.date = newest.date
            and newer.campaign_key = stated.campaign_key
    )
group by files.path, newest.date, stated.campaign_key
order by files.path, newest.date, stated.campaign_key
