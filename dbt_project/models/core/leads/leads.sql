with

leads as (
    select * from {{ ref('stg_leads') }}
),

resolved as (
    select * from {{ ref('campaign_keys') }}
),

campaigns as (
    select * from {{ ref('campaigns') }}
),

rated_in as (
    select * from {{ source('org', 'lead_workflow') }}
),

levels as (
    select * from {{ ref('workflow_levels') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

bounds as (
    select
        cast({{ parameter('kpi', 'qualification_grace_days') }} as integer) as grace_days,
        cast({{ parameter('kpi', 'outcome_window_days') }} as integer) as outcome_days
),

known as (
    select
        leads.*,
        coalesce(rated_in.workflow, campaigns.workflow) as workflow,
        leads.created_at <= reporting.as_of as is_created,
        leads.entered_pipeline_at <= reporting.as_of as is_entered,
        cast({{ reporting_time('leads.created_at') }} as date) as created_on,
        cast({{ reporting_time('leads.entered_pipeline_at') }} as date) as entered_on
    from leads
    cross join reporting
    left join rated_in on leads.source = rated_in.source
    left join resolved on leads.campaign_key = resolved.stated_campaign_key
    left join campaigns
        on coalesce(resolved.campaign_key, leads.campaign_key) = campaigns.campaign_key
    where
        leads.created_at <= reporting.as_of
        or leads.entered_pipeline_at <= reporting.as_of
),

-- null weeks stand for what has not happened yet, so that nobody cuts at as-of again
final as (
    select
        known.lead_key,
        known.source,
        known.account,
        known.company,
        known.lead_source,
        known.workflow,
        known.channel,
        known.campaign_key,
        known.stage,
        known.score,
        known.intent,
        known.qualified_by,
        {{ shown_name('known.qualifier', 'known.qualified_by', "'people'") }} as qualifier,
        known.created_at,
        known.entered_pipeline_at,
        known.qualified_at,
        case when known.is_created then known.created_week end as created_week,
        case when known.is_entered then known.entered_pipeline_week end as entered_week,
        {{ level_segment('created_levels') }} as created_level,
        {{ level_segment('entered_levels') }} as entered_level,
        case
            when
                known.intent = 'high'
                and known.qualified_by = 'agent'
                and known.qualified_at <= reporting.as_of
                and known.qualified_at
                <= {{ dbt.dateadd('day', 'bounds.grace_days', 'known.entered_pipeline_at') }}
                then 1
            else 0
        end as is_signal,
        case when known.won_at <= reporting.as_of then 1 else 0 end as is_won,
        case
            when
                {{ dbt.dateadd('day', 'bounds.outcome_days', 'known.entered_pipeline_at') }}
                <= reporting.as_of
                then 1
            else 0
        end as is_outcome_known
    from known
    cross join reporting
    cross join bounds
    left join levels as created_levels
        on {{ level_holds('created_levels', 'known.workflow', 'known.created_on') }}
    left join levels as entered_levels
        on {{ level_holds('entered_levels', 'known.workflow', 'known.entered_on') }}
)

select * from final
