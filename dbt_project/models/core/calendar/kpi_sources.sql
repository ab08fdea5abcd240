{{ config(materialized='ephemeral') }}

with

placements as (
    select * from {{ ref('placements') }}
),

campaign_weeks as (
    select * from {{ ref('campaign_weeks') }}
),

changes as (
    select * from {{ ref('campaign_changes') }}
),

work as (
    select * from {{ ref('human_work') }}
),

leads as (
    select * from {{ ref('leads') }}
),

-- records that counted in a numerator or a denominator
final as (
    select
        'content_system_throughput' as kpi_id,
        source,
        account,
        workflow,
        week_start
    from placements
    union
    select
        'campaign_iteration_velocity' as kpi_id,
        source,
        account,
        workflow,
        week_start
    from campaign_weeks
    where is_active = 1
    union
    select
        'campaign_iteration_velocity' as kpi_id,
        source,
        account,
        workflow,
        changed_week as week_start
    from changes
    where is_optimization
    union
    select
        'strategic_decision_density' as kpi_id,
        source,
        account,
        workflow,
        week_start
    from work
    where class in ('judgment', 'execution')
    union
    select
        'pipeline_signal_to_noise' as kpi_id,
        source,
        account,
        workflow,
        entered_week as week_start
    from leads
    where entered_week is not null
)

select * from final
