with

piece_weeks as (
    select * from {{ ref('piece_weeks') }}
),

optimizations as (
    select * from {{ ref('optimizations') }}
),

leads as (
    select * from {{ ref('leads') }}
),

amounts as (
    select
        'content_system_throughput' as kpi_id,
        week_start,
        case
            when agent_key is not null then agent_key
            when produced_by in ('agent', 'hybrid') then 'unknown'
        end as agent_key,
        throughput as amount
    from piece_weeks
    union all
    select
        'campaign_iteration_velocity' as kpi_id,
        week_start,
        case when actor_type = 'agent' then {{ agent_key('actor') }} end as agent_key,
        1 as amount
    from optimizations
    union all
    select
        'pipeline_signal_to_noise' as kpi_id,
        entered_week as week_start,
        coalesce({{ agent_key('qualifier') }}, 'unknown') as agent_key,
        is_signal as amount
    from leads
    where
        is_signal = 1
        and entered_week is not null
),

final as (
    select
        kpi_id,
        week_start,
        agent_key,
        sum(amount) as amount
    from amounts
    group by kpi_id, week_start, agent_key
)

select * from final
