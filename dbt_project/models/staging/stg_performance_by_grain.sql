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
        covered.grain as covered_grain,
        covered.is_counted,
        covered.is_compared,
        covered.campaign_file_sequence,
        covered.campaign_columns,
        covered.ad_file_sequence,
        covered.ad_columns,
        row_number() over (
            partition by
                source._source, source._account, source.campaign_id, source.date, covered.grain
            order by source._row desc
        ) as version_rank
    from source
    inner join covered
        on
            source._source = covered.source
            and source._account = covered.account
            and source.date = covered.day
            and source._file_sequence = covered.file_sequence
            and coalesce(source.grain, 'campaign') = covered.grain
),

final as (
    select
        {{ shown('campaign_performance', 'campaign_id') }} as stated_campaign_key,
        versions.date as day,
        versions.covered_grain as grain,
        versions.is_counted,
        versions.is_compared,
        versions.campaign_file_sequence,
        versions.campaign_columns,
        versions.ad_file_sequence,
        versions.ad_columns,
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
