with

runs as (
    select * from {{ ref('agent_runs') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

ended_well as (
    select
        runs.run_key,
        runs.parent_run_key,
        runs.agent,
        runs.source,
        runs.account,
        runs.subject_key,
        runs.started_at,
        cast({{ reporting_time('runs.started_at') }} as date) as started_on
    from runs
    cross join reporting
    where runs.status = 'ok'
),

started_by_another as (
    select
        parents.agent as from_agent,
        ended_well.agent as to_agent,
        ended_well.run_key as nested_run,
        cast(null as {{ dbt.type_string() }}) as subject,
        ended_well.started_on as handed_on
    from ended_well
    inner join runs as parents on ended_well.parent_run_key = parents.run_key
),

in_turn as (
    select
        agent as to_agent,
        source || ':' || account || ':' || subject_key as subject,
        started_on as handed_on,
        lag(agent) over (
            partition by source, account, subject_key
            order by started_at, run_key
        ) as from_agent
    from ended_well
    where subject_key is not null
),

handed as (
    select
        from_agent,
        to_agent,
        nested_run,
        subject,
        handed_on
    from started_by_another
    union all
    select
        from_agent,
        to_agent,
        cast(null as {{ dbt.type_string() }}) as nested_run,
        subject,
        handed_on
    from in_turn
),

final as (
    select
        from_agent,
        to_agent,
        count(nested_run) as nested_runs,
        count(distinct subject) as shared_subjects,
        min(handed_on) as first_on,
        max(handed_on) as last_on
    from handed
    where from_agent <> to_agent
    group by from_agent, to_agent
)

select * from final
