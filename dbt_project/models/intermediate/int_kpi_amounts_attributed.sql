with

piece_weeks as (
    select * from {{ ref('int_piece_weeks_counted') }}
),

pieces as (
    select * from {{ ref('stg_content_pieces') }}
),

optimizations as (
    select * from {{ ref('int_optimizations_measured') }}
),

entries as (
    select * from {{ ref('int_leads_entered') }}
),

amounts as (
    select
        'content_system_throughput' as kpi_id,
        piece_weeks.week_start,
        case
            when pieces.agent is not null then {{ agent_key('pieces.agent') }}
            when piece_weeks.produced_by in ('agent', 'hybrid') then 'unknown'
        end as agent_key,
        piece_weeks.throughput as amount
    from piece_weeks
    left join pieces on piece_weeks.piece_key = pieces.piece_key
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
        week_start,
        coalesce({{ agent_key('qualifier') }}, 'unknown') as agent_key,
        is_signal as amount
    from entries
    where is_signal = 1
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
