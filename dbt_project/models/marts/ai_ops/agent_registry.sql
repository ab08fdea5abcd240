with

declared as (
    select * from {{ source('org', 'agent') }}
),

organisation as (
    select * from {{ source('org', 'reporting') }}
),

declared_versions as (
    select * from {{ source('org', 'agent_version') }}
),

triggers as (
    select * from {{ source('org', 'escalation_trigger') }}
),

operators as (
    select * from {{ source('org', 'agent_operator') }}
),

playbooks as (
    select * from {{ source('org', 'playbook') }}
),

runs as (
    select * from {{ ref('int_agent_runs_judged') }}
),

reporting as (
    select * from {{ ref('int_reporting') }}
),

ran as (
    select
        agent,
        count(*) as runs,
        min(week_start) as first_run_week,
        max(week_start) as last_run_week,
        max_by(workflow, run_number) filter (where workflow is not null) as last_workflow,
        max_by(provider, run_number) filter (where provider is not null) as last_provider,
        max_by(agent_version, run_number) filter (where agent_version is not null)
            as last_run_version,
        max_by(model, run_number) filter (where model is not null) as last_run_model
    from runs
    group by agent
),

versions_in_force as (
    select
        declared_versions.agent,
        declared_versions.version,
        declared_versions.model,
        row_number() over (
            partition by declared_versions.agent
            order by declared_versions.from_day desc
        ) as recency
    from declared_versions
    cross join reporting
    where declared_versions.from_day <= cast(reporting.as_of_local as date)
),

trigger_counts as (
    select
        agent,
        count(*) as trigger_count
    from triggers
    group by agent
),

operator_counts as (
    select
        agent,
        count(*) as people_who_can_run
    from operators
    group by agent
),

agents as (
    select agent from declared
    union
    select agent from ran
),

aged as (
    select
        playbooks.*,
        {{ dbt.datediff(
            'playbooks.last_reviewed_on', 'cast(reporting.as_of_local as date)', 'day'
        ) }} as age_days
    from playbooks
    cross join reporting
),

final as (
    select
        agents.agent,
        coalesce(declared.workflow, ran.last_workflow) as workflow,
        coalesce(declared.vendor, ran.last_provider) as vendor,
        coalesce(versions_in_force.version, ran.last_run_version) as agent_version,
        coalesce(versions_in_force.model, ran.last_run_model) as model,  -- noqa: RF04
        ran.last_run_version,
        ran.last_run_model,
        case when not organisation.hides_people then declared.owner end as owner,  -- noqa: RF04
        case when not organisation.hides_people then declared.backup end as backup,  -- noqa: RF04
        declared.playbook,
        declared.agent is not null as is_registered,
        coalesce(aged.words > 0, false) as is_documented,
        cast(coalesce(trigger_counts.trigger_count, 0) as bigint) as trigger_count,
        cast(coalesce(operator_counts.people_who_can_run, 0) as bigint) as people_who_can_run,
        aged.last_reviewed_on,
        cast(aged.age_days as bigint) as playbook_age_days,
        aged.age_days > {{ parameter('playbook_stale_days', 'governance') }} as is_playbook_stale,
        cast(coalesce(ran.runs, 0) as bigint) as runs,
        ran.first_run_week,
        ran.last_run_week
    from agents
    cross join organisation
    left join declared on agents.agent = declared.agent
    left join ran on agents.agent = ran.agent
    left join versions_in_force
        on
            agents.agent = versions_in_force.agent
            and versions_in_force.recency = 1
    left join trigger_counts on agents.agent = trigger_counts.agent
    left join operator_counts on agents.agent = operator_counts.agent
    left join aged on declared.playbook = aged.playbook
)

select * from final
