with

declared as (
    select * from {{ source('org', 'agent') }}
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
    select * from {{ ref('int_reporting') }}
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

seen as (
    select
        {{ agent_key('runs.agent') }} as agent_key,
        min(runs.agent) as agent,
        max_by(runs.workflow, runs.started_at) as workflow
    from runs
    cross join reporting
    where runs.started_at <= reporting.as_of
    group by {{ agent_key('runs.agent') }}
),

-- the playbook that an agent names, else the ones that name its workflow
documented as (
    select
        registered.agent_key,
        max(playbooks.last_reviewed_on) as last_reviewed_on
    from registered
    left join playbook_workflows on registered.workflow = playbook_workflows.workflow
    inner join playbooks
        on coalesce(registered.playbook, playbook_workflows.playbook) = playbooks.playbook
    group by registered.agent_key
),

final as (
    select
        coalesce(registered.agent_key, seen.agent_key) as agent_key,
        coalesce(registered.agent, seen.agent) as agent,
        coalesce(registered.workflow, seen.workflow, 'unknown') as workflow,
        coalesce(registered.vendor, 'unknown') as vendor,
        registered.owner,
        registered.backup,
        registered.agent_key is not null as is_registered,
        documented.agent_key is not null as is_documented,
        documented.last_reviewed_on
    from registered
    full join seen on registered.agent_key = seen.agent_key
    left join documented on registered.agent_key = documented.agent_key
)

select * from final
