with

declared as (
    select * from {{ source('org', 'agent') }}
),

operators as (
    select * from {{ source('org', 'agent_operator') }}
),

playbooks as (
    select * from {{ source('org', 'playbook') }}
),

playbook_workflows as (
    select * from {{ source('org', 'playbook_workflow') }}
),

runs as (
    select * from {{ ref('stg_agent_runs') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

registered as (
    select
        {{ agent_key('agent') }} as agent_key,
        min(agent) as agent,
        min_by(workflow, agent) as workflow,
        min_by(vendor, agent) as vendor,
        min_by(owner, agent) as owner,  -- noqa: RF04
        min_by(backup, agent) as backup,  -- noqa: RF04
        min_by(playbook, agent) as playbook
    from declared
    group by {{ agent_key('agent') }}
),

ran as (
    select
        {{ agent_key('runs.agent') }} as agent_key,
        min(runs.agent) as agent,
        max_by(runs.workflow, runs.started_at) filter (where runs.workflow is not null)
            as workflow,
        max_by(runs.provider, runs.started_at) filter (where runs.provider is not null)
            as latest_provider
    from runs
    cross join reporting
    where runs.started_at <= reporting.as_of
    group by {{ agent_key('runs.agent') }}
),

-- the playbook that an agent names, else those that describe its workflow
documented as (
    select
        registered.agent_key,
        max(playbooks.last_reviewed_on) as last_reviewed_on,
        max(playbooks.words) as words
    from registered
    left join playbook_workflows on registered.workflow = playbook_workflows.workflow
    inner join playbooks
        on coalesce(registered.playbook, playbook_workflows.playbook) = playbooks.playbook
    group by registered.agent_key
),

operated as (
    select
        {{ agent_key('agent') }} as agent_key,
        count(distinct lower(person)) as people_who_can_run
    from operators
    group by {{ agent_key('agent') }}
),

final as (
    select
        coalesce(registered.agent_key, ran.agent_key) as agent_key,
        coalesce(registered.agent, ran.agent) as agent,
        coalesce(registered.workflow, ran.workflow) as workflow,
        registered.workflow as declared_workflow,
        coalesce(registered.vendor, ran.latest_provider) as vendor,
        {{ shown_name('registered.owner') }} as owner,  -- noqa: RF04
        {{ shown_name('registered.backup') }} as backup,  -- noqa: RF04
        registered.playbook,
        registered.agent_key is not null as is_registered,
        coalesce(documented.words > 0, false) as is_documented,
        documented.last_reviewed_on,
        coalesce(operated.people_who_can_run, 0) as people_who_can_run,
        coalesce(operated.people_who_can_run, 0)
        < {{ parameter('risk', 'dependency_operators') }} as is_thin
    from registered
    full join ran on registered.agent_key = ran.agent_key
    left join documented on registered.agent_key = documented.agent_key
    left join operated on registered.agent_key = operated.agent_key
    cross join reporting
)

select * from final
