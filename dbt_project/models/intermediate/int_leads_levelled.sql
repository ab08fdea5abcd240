with

leads as (
    select * from {{ ref('stg_leads') }}
),

resolved as (
    select * from {{ ref('int_campaign_keys_resolved') }}
),

campaigns as (
    select * from {{ ref('int_campaigns_dated') }}
),

rated_in as (
    select * from {{ source('org', 'lead_workflow') }}
),

levels as (
    select * from {{ ref('int_workflow_levels_dated') }}
),

reporting as (
    select * from {{ ref('int_reporting') }}
),

dated as (
    select
        leads.lead_key,
        coalesce(rated_in.workflow, campaigns.workflow) as workflow,
        cast({{ reporting_time('leads.created_at') }} as date) as created_on,
        cast({{ reporting_time('leads.entered_pipeline_at') }} as date) as entered_on
    from leads
    cross join reporting
    left join rated_in on leads.source = rated_in.source
    left join resolved on leads.campaign_key = resolved.stated_campaign_key
    left join campaigns
        on coalesce(resolved.campaign_key, leads.campaign_key) = campaigns.campaign_key
),

final as (
    select
        dated.lead_key,
        dated.workflow,
        cast(created_levels.level as {{ dbt.type_string() }}) as created_level,
        cast(entered_levels.level as {{ dbt.type_string() }}) as entered_level
    from dated
    left join levels as created_levels
        on
            dated.workflow = created_levels.workflow
            and dated.created_on >= created_levels.from_day
            and dated.created_on < created_levels.until_day
    left join levels as entered_levels
        on
            dated.workflow = entered_levels.workflow
            and dated.entered_on >= entered_levels.from_day
            and dated.entered_on < entered_levels.until_day
)

select * from final
