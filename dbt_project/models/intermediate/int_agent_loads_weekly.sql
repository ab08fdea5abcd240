with

pairs as (
    select * from {{ ref('int_weeks_looking_back') }}
),

runs as (
    select * from {{ ref('stg_agent_runs') }}
),

amounts as (
    select * from {{ ref('int_kpi_amounts_attributed') }}
),

reporting as (
    select * from {{ ref('int_reporting') }}
),

loads as (
    select
        'agent_runs' as load_type,
        runs.started_week as week_start,
        {{ agent_key('runs.agent') }} as agent_key,
        count(*) as amount
    from runs
    cross join reporting
    where runs.started_at <= reporting.as_of
    group by runs.started_week, {{ agent_key('runs.agent') }}
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
