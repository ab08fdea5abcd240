{{ config(materialized='ephemeral') }}

with

agents as (
    select * from {{ ref('agents') }}
),

loads as (
    select * from {{ ref('agent_loads') }}
),

weeks as (
    select * from {{ ref('weeks') }}
),

last_week as (
    select max(week_start) as week_start
    from weeks
    where is_complete
),

recent as (
    select loads.*
    from loads
    inner join last_week on loads.week_start = last_week.week_start
    where loads.agent_key is not null
),

shares as (
    select
        agent_key,
        sum(case when load_type = 'agent_runs' then amount end) as runs,
        sum(case when load_type = 'agent_runs' then amount / whole end) as run_share,
        sum(case when load_type = 'content_system_throughput' then amount / whole end)
            as throughput_share,
        sum(case when load_type = 'campaign_iteration_velocity' then amount / whole end)
            as velocity_share,
        sum(case when load_type = 'pipeline_signal_to_noise' then amount / whole end)
            as signal_share
    from recent
    where whole > 0
    group by agent_key
),

final as (
    select
        agents.*,
        last_week.week_start,
        coalesce(shares.runs, 0) as runs,
        shares.run_share,
        shares.throughput_share,
        shares.velocity_share,
        shares.signal_share
    from agents
    cross join last_week
    left join shares on agents.agent_key = shares.agent_key
)

select * from final
