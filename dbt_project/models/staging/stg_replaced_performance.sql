with

source as (
    select * from {{ source('raw', 'campaign_performance') }}
),

covered as (
    select * from {{ ref('stg_covered_days') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

reporting as (
    select * from {{ ref('stg_reporting') }}
),

replaced as (
    select
        source.campaign_id,
        source.date as day,
        max(source.cost) as cost,
        files.path as newer_file
    from source
    inner join covered
        on
            source._source = covered.source
            and source._account = covered.account
            and source.date = covered.day
            and source._file_sequence <> covered.file_sequence
            -- what ads show and the campaigns do not is told by their sums
            and coalesce(source.grain, 'campaign') = covered.grain
            and covered.is_counted
    inner join files on covered.file_sequence = files.file_sequence
    where source.cost > 0 or source.impressions > 0
    group by source.campaign_id, source.date, files.path
),

final as (
    select
        {{ shown('campaign_performance', 'campaign_id', 'replaced.campaign_id') }}
            as stated_campaign_key,
        replaced.day,
        replaced.cost,
        replaced.newer_file
    from replaced
    cross join reporting
)

select * from final
