with

pairs as (
    select * from {{ ref('week_windows') }}
),

agent_weeks as (
    select * from {{ ref('agent_weeks') }}
),

amounts as (
    select * from {{ ref('kpi_amounts') }}
),

loads as (
    select
        'agent_runs' as load_type,
        week_start,
        agent_key,
        runs as amount
    from agent_weeks
    union all
    select
        kpi_id as load_type,
        week_start,
        agent_key,
        amount
    from amounts
),

pooled as (
    select
        pairs.week_start,
        loads.load_type,
        loads.agent_key,
        sum(loads.amount) as amount
    from pairs
    inner join loads on pairs.earlier_week = loads.week_start
    where pairs.is_recent
    group by pairs.week_start, loads.load_type, loads.agent_key
),

final as (
    select
        week_start,
        load_type,
        agent_key,
        cast(amount as double) as amount,
        cast(sum(amount) over (partition by week_start, load_type) as double) as whole
    from pooled
)

select * from final
