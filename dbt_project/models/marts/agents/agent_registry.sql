with

agents as (
    select * from {{ ref('agents') }}
),

agent_weeks as (
    select * from {{ ref('agent_weeks') }}
),

declared_versions as (
    select * from {{ source('org', 'agent_version') }}
),

triggers as (
    select * from {{ source('org', 'escalation_trigger') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

ran as (
    select
        agent_key,
        sum(runs) as runs,
        min(week_start) as first_run_week,
        max(week_start) as last_run_week,
        max_by(newest_version, week_start) filter (where newest_version is not null)
            as last_run_version,
        max_by(newest_model, week_start) filter (where newest_model is not null)
            as last_run_model
    from agent_weeks
    group by agent_key
),

versions_in_force as (
    select
        {{ agent_key('declared_versions.agent') }} as agent_key,
        max_by(declared_versions.version, declared_versions.from_day) as declared_version,
        max_by(declared_versions.model, declared_versions.from_day) as model  -- noqa: RF04
    from declared_versions
    cross join reporting
    where declared_versions.from_day <= reporting.as_of_on
    group by {{ agent_key('declared_versions.agent') }}
),

trigger_counts as (
    select
        {{ agent_key('agent') }} as agent_key,
        count(*) as trigger_count
    from triggers
    group by {{ agent_key('agent') }}
),

aged as (
    select
        agents.*,
        {{ dbt.datediff('agents.last_reviewed_on', 'reporting.as_of_on', 'day') }}
            as playbook_age_days
    from agents
    cross join reporting
),

final as (
    select
        aged.agent,
        aged.workflow,
        aged.vendor,
        coalesce(versions_in_force.declared_version, ran.last_run_version) as agent_version,
        coalesce(versions_in_force.model, ran.last_run_model) as model,  -- noqa: RF04
        ran.last_run_version,
        ran.last_run_model,
        aged.owner,
        aged.backup,
        aged.playbook,
        aged.is_registered,
        aged.is_documented,
        cast(coalesce(trigger_counts.trigger_count, 0) as bigint) as trigger_count,
        cast(aged.people_who_can_run as bigint) as people_who_can_run,
        aged.last_reviewed_on,
        cast(aged.playbook_age_days as bigint) as playbook_age_days,
        aged.playbook_age_days > {{ parameter('governance', 'playbook_stale_days') }}
            as is_playbook_stale,
        cast(coalesce(ran.runs, 0) as bigint) as runs,
        ran.first_run_week,
        ran.last_run_week
    from aged
    left join ran on aged.agent_key = ran.agent_key
    left join versions_in_force on aged.agent_key = versions_in_force.agent_key
    left join trigger_counts on aged.agent_key = trigger_counts.agent_key
)

select * from final
