{{ config(materialized='table') }}

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
        coalesce(source.grain, 'campaign') as grain,
        max(source._columns) as delivered_columns,
        min(source.date) as first_day,
        max(source.date) as last_day
    from source
    group by
        source._source,
        source._account,
        source._file_sequence,
        coalesce(source.grain, 'campaign')
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
        covered.grain,
        covered.delivered_columns,
        covered._file_sequence,
        row_number() over (
            partition by days._source, days._account, days.date, covered.grain
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

newest as (
    select * from day_files
    where newest_rank = 1
),

final as (
    select
        _source as source,
        _account as account,
        date as day,
        grain,
        _file_sequence as file_sequence,
        -- the campaign's own totals count, and what they are made of where there are none
        grain = 'campaign' or count(*) over same_day = 1 as is_counted,
        count(*) over same_day > 1 as is_compared,
        max(case when grain = 'campaign' then _file_sequence end) over same_day
            as campaign_file_sequence,
        max(case when grain = 'campaign' then delivered_columns end) over same_day
            as campaign_columns,
        max(case when grain = 'ad' then _file_sequence end) over same_day
            as ad_file_sequence,
        max(case when grain = 'ad' then delivered_columns end) over same_day
            as ad_columns
    from newest
    window same_day as (partition by _source, _account, date)
)

select * from final
