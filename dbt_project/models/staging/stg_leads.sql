with

source as (
    select * from {{ source('raw', 'leads') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

reporting as (
    select * from {{ source('org', 'reporting') }}
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
        versions.lead_id,
        versions.person_key,
        versions.company,
        versions.source as lead_source,
        versions.campaign_id as campaign_key,
        versions.channel,
        versions.stage,
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
        versions._account as account,
        versions._exported_at as exported_at,
        {{ reporting_week('versions.created_at') }} as created_week,
        {{ reporting_week('versions.first_entered_pipeline_at') }} as entered_pipeline_week
    from versions
    cross join reporting
    -- the lead that it was merged into stands for both
    where versions.merged_into is null
)

select * from final
