with

source as (
    select * from {{ source('raw', 'campaign_performance') }}
),

covered as (
    select * from {{ ref('stg_covered_days') }}
),

reporting as (
    select * from {{ ref('stg_reporting') }}
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
        {{ shown('campaign_performance', 'campaign_id') }} as stated_campaign_key,
        versions.date as day,
        versions.impressions,
        versions.clicks,
        versions.cost,
        versions.conversions,
        versions.conversion_value,
        versions.currency,
        versions._source as source,
        {{ shown_label('versions._account') }} as account,
        versions._exported_at as exported_at
    from versions
    cross join reporting
    where versions.version_rank = 1
)

select * from final
