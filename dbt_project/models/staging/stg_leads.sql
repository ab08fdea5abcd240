with

source as (
    select * from {{ source('raw', 'leads') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

reporting as (
    select * from {{ ref('stg_reporting') }}
),

repeated as (
    {{ repeated_keys('leads', 'lead_id') }}
),

ranked as (
    {{ ranked_versions('leads', 'lead_id', first_of='entered_pipeline_at') }}
),

versions as (
    {{ current_versions('leads', 'lead_id', first_of='entered_pipeline_at') }}
),

final as (
    select
        {{ record_key('versions', 'lead_id') }} as lead_key,
        {{ shown('leads', 'lead_id') }} as lead_id,
        versions.person_key,
        {{ shown('leads', 'company') }} as company,
        {{ shown('leads', 'source') }} as lead_source,
        {{ shown('leads', 'campaign_id') }} as campaign_key,
        {{ shown('leads', 'channel') }} as channel,
        {{ shown('leads', 'stage') }} as stage,  -- noqa: RF04
        versions.score,
        versions.intent,
        versions.qualified_by,
        versions.qualifier,
        versions.amount,
        versions.currency,
        versions.created_at,
        versions.first_entered_pipeline_at as entered_pipeline_at,
        versions.qualified_at,
        versions.opportunity_at,
        versions.won_at,
        versions.lost_at,
        versions._source as source,
        {{ shown_label('versions._account') }} as account,
        versions._exported_at as exported_at,
        {{ reporting_week('versions.created_at') }} as created_week,
        {{ reporting_week('versions.first_entered_pipeline_at') }} as entered_pipeline_week
    from versions
    cross join reporting
    -- the lead that it was merged into stands for both
    where versions.merged_into is null
)

select * from final
