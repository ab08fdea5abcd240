with

leads as (
    select * from {{ ref('stg_leads') }}
),

levelled as (
    select * from {{ ref('int_leads_levelled') }}
),

declared as (
    select * from {{ source('org', 'reporting') }}
),

reporting as (
    select * from {{ ref('int_reporting') }}
),

final as (
    select
        leads.lead_key,
        leads.company,
        leads.lead_source,
        leads.channel,
        leads.campaign_key,
        leads.stage,
        leads.score,
        leads.intent,
        leads.qualified_by,
        {{ actor_unless_hidden('leads.qualifier', 'leads.qualified_by', "'people'") }}
            as qualifier,
        leads.created_at,
        leads.entered_pipeline_at,
        leads.qualified_at,
        leads.entered_pipeline_week as week_start,
        levelled.entered_level as declared_level,
        case
            when
                leads.intent = 'high'
                and leads.qualified_by = 'agent'
                and leads.qualified_at <= reporting.as_of
                and leads.qualified_at <= {{ dbt.dateadd(
                    'day',
                    'cast(' ~ parameter('qualification_grace_days') ~ ' as integer)',
                    'leads.entered_pipeline_at'
                ) }}
                then 1
            else 0
        end as is_signal,
        case when leads.won_at <= reporting.as_of then 1 else 0 end as is_won,
        case
            when
                {{ dbt.dateadd(
                    'day',
                    'cast(' ~ parameter('outcome_window_days') ~ ' as integer)',
                    'leads.entered_pipeline_at'
                ) }} <= reporting.as_of
                then 1
            else 0
        end as is_outcome_known
    from leads
    cross join reporting
    cross join declared
    left join levelled on leads.lead_key = levelled.lead_key
    where leads.entered_pipeline_at <= reporting.as_of
)

select * from final
