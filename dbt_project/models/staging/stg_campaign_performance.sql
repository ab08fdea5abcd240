with

source as (
    select * from {{ source('raw', 'campaign_performance') }}
),

files as (
    select
        _source,
        account,
        _file_id,
        max(_exported_at) as exported_at,
        max(_file_sequence) as file_sequence,
        min(date) as first_day,
        max(date) as last_day
    from source
    group by _source, account, _file_id
),

days as (
    select distinct
        _source,
        account,
        date
    from source
),

day_files as (
    select
        days._source,
        days.account,
        days.date,
        files._file_id,
        row_number() over (
            partition by days._source, days.account, days.date
            order by files.exported_at desc, files.file_sequence desc
        ) as file_rank
    from days
    inner join files
        on
            days._source = files._source
            and days.account = files.account
            and days.date between files.first_day and files.last_day
),

versions as (
    select
        source.*,
        row_number() over (
            partition by source._source, source.account, source.campaign_id, source.date
            order by source._row desc
        ) as version_rank
    from source
    inner join day_files
        on
            source._source = day_files._source
            and source.account = day_files.account
            and source.date = day_files.date
            and source._file_id = day_files._file_id
    where day_files.file_rank = 1
),

final as (
    select
        campaign_id as stated_campaign_key,
        account,
        date as day,
        impressions,
        clicks,
        cost,
        conversions,
        conversion_value,
        currency,
        _source as source,
        _exported_at as exported_at
    from versions
    where version_rank = 1
)

select * from final
