with

weeks as (
    select * from {{ ref('weeks') }}
),

loads as (
    select * from {{ ref('agent_loads') }}
),

agents as (
    select * from {{ ref('agents') }}
),

registered as (
    select count(*) as registered_agents
    from agents
    where is_registered
),

-- an amount of an agent that the registry doesn't have is thin and undocumented
exposed as (
    select
        loads.week_start,
        loads.load_type,
        loads.whole,
        loads.amount,
        coalesce(agents.is_thin, true) as is_thin,
        not coalesce(agents.is_documented, false) as is_undocumented
    from loads
    left join agents on loads.agent_key = agents.agent_key
    where loads.agent_key is not null
),

sums as (
    select
        week_start,
        load_type,
        max(whole) as whole,
        sum(case when is_thin then amount else 0 end) as thin,
        sum(case when is_undocumented then amount else 0 end) as undocumented,
        sum(case when is_thin or is_undocumented then amount else 0 end) as exposed
    from exposed
    group by week_start, load_type
),

by_week as (
    select
        week_start,
        sum(case when load_type = 'agent_runs' then whole end) as runs,
        sum(case when load_type = 'agent_runs' then thin end) as thin_runs,
        sum(case when load_type = 'agent_runs' then undocumented end) as undocumented_runs,
        -- of equals the first by name, so that a run gives what the one before gave
        min_by(load_type, (-exposed / whole, load_type)) filter (
            where load_type <> 'agent_runs' and whole > 0
        ) as most_exposed_kpi_id
    from sums
    group by week_start
),

final as (
    select
        weeks.week_start,
        weeks.is_complete,
        cast(registered.registered_agents as bigint) as registered_agents,
        cast(coalesce(by_week.runs, 0) as bigint) as runs,
        cast(by_week.thin_runs as bigint) as thin_runs,
        cast(by_week.thin_runs as double) / nullif(by_week.runs, 0) as thin_run_share,
        cast(by_week.undocumented_runs as bigint) as undocumented_runs,
        cast(by_week.undocumented_runs as double) / nullif(by_week.runs, 0)
            as undocumented_run_share,
        cast(most_exposed.exposed as double) as exposed_kpi_amount,
        cast(most_exposed.whole as double) as exposed_kpi_whole,
        cast(most_exposed.exposed as double) / most_exposed.whole as exposed_kpi_share,
        by_week.most_exposed_kpi_id,
        case
            when registered.registered_agents = 0 then 'agents.yml'
            when coalesce(by_week.runs, 0) = 0 then 'runs of agents'
        end as missing
    from weeks
    cross join registered
    left join by_week on weeks.week_start = by_week.week_start
    left join sums as most_exposed
        on
            by_week.week_start = most_exposed.week_start
            and by_week.most_exposed_kpi_id = most_exposed.load_type
)

select * from final
