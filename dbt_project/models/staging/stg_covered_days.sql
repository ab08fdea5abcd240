with

source as (
    select * from {{ source('raw', 'campaign_performance') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

covered as (
    select
        source._source,
        source._account,
        source._file_sequence,
        min(source.date) as first_day,
        max(source.date) as last_day
    from source
    group by source._source, source._account, source._file_sequence
),

days as (
    select distinct
        _source,
        _account,
        date
    from source
),

day_files as (
    select
        days._source,
        days._account,
        days.date,
        covered._file_sequence,
        row_number() over (
            partition by days._source, days._account, days.date
            order by files.file_rank desc
        ) as newest_rank
    from days
    inner join covered
        on
            days._source = covered._source
            and days._account = covered._account
            and days.date between covered.first_day and covered.last_day
    inner join files on covered._file_sequence = files.file_sequence
),

final as (
    select
        _source as source,
        _account as account,
        date as day,
        _file_sequence as file_sequence
    from day_files
    where newest_rank = 1
)

select * from final
