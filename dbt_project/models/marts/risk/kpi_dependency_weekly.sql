with

amounts as (
    select * from {{ ref('kpi_amounts') }}
),

weeks as (
    select * from {{ ref('weeks') }}
),

agents as (
    select * from {{ ref('agents') }}
),

versions as (
    select * from {{ source('org', 'agent_version') }}
),

wholes as (
    select
        kpi_id,
        week_start,
        sum(amount) as whole
    from amounts
    group by kpi_id, week_start
),

-- the version that the week ends with
models as (
    select
        weeks.week_start,
        {{ agent_key('versions.agent') }} as agent_key,
        max_by(versions.model, versions.from_day) as model  -- noqa: RF04
    from weeks
    inner join versions on weeks.week_end > versions.from_day
    group by weeks.week_start, {{ agent_key('versions.agent') }}
),

dependent as (
    select
        amounts.kpi_id,
        amounts.week_start,
        amounts.amount,
        coalesce(agents.agent, amounts.agent_key) as agent,
        coalesce(models.model, 'unknown') as model,  -- noqa: RF04
        coalesce(agents.vendor, 'unknown') as vendor
    from amounts
    left join agents on amounts.agent_key = agents.agent_key
    left join models
        on
            amounts.week_start = models.week_start
            and amounts.agent_key = models.agent_key
    where amounts.agent_key is not null
),

dependencies as (
    select kpi_id, week_start, 'agent' as dependency_type, agent as dependency, amount
    from dependent
    union all
    select kpi_id, week_start, 'model' as dependency_type, model as dependency, amount
    from dependent
    union all
    select kpi_id, week_start, 'vendor' as dependency_type, vendor as dependency, amount
    from dependent
),

sums as (
    select
        kpi_id,
        week_start,
        dependency_type,
        dependency,
        sum(amount) as amount
    from dependencies
    group by kpi_id, week_start, dependency_type, dependency
),

final as (
    select
        sums.week_start,
        weeks.is_complete,
        sums.kpi_id,
        sums.dependency_type,
        sums.dependency,
        cast(sums.amount as double) as amount,
        cast(wholes.whole as double) as whole,
        cast(sums.amount as double) / nullif(wholes.whole, 0) as share
    from sums
    inner join weeks on sums.week_start = weeks.week_start
    inner join wholes
        on
            sums.kpi_id = wholes.kpi_id
            and sums.week_start = wholes.week_start
)

select * from final
