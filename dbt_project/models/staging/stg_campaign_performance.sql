with

source as (
    select * from {{ source('raw', 'campaign_performance') }}
),

covered as (
    select * from {{ ref('stg_covered_days') }}
),

versions as (
    select
        source.*,
        row_number() over (
            partition by source._source, source._account, source.campaign_id, source.date
            order by source._row desc
        ) as version_rank
    from source
    inner join covered
        on
            source._source = covered.source
            and source._account = covered.account
            and source.date = covered.day
            and source._file_sequence = covered.file_sequence
),

final as (
    select
        campaign_id as stated_campaign_key,
        date as day,
        impressions,
        clicks,
        cost,
        conversions,
        conversion_value,
        currency,
        _source as source,
        _account as account,
        _exported_at as exported_at
    from versions
    where version_rank = 1
)

select * from final
