{{ config(materialized='ephemeral') }}

with

observed as (
    select * from {{ ref('levels_observed') }}
),

declared as (
    select * from {{ ref('workflow_levels_weekly') }}
),

audits as (
    select * from {{ ref('workflow_audits') }}
),

limits as (
    select * from {{ ref('spectrum_level') }}
),

measured as (
    select
        declared.week_start,
        declared.workflow,
        declared.declared_level,
        declared.target_level,
        observed.observed_level,
        observed.agent_outputs,
        observed.audited_outputs,
        observed.agent_runs,
        observed.escalated_share,
        1 - observed.changed_share as pass_share,
        coalesce(audits.passed_weeks, 0) as passed_weeks,
        limits.pass_share_floor,
        limits.escalated_share_limit,
        above.level as level_above,
        above.escalated_share_limit as limit_above,
        cast({{ parameter('spectrum', 'audit_weeks') }} as integer) as wanted_weeks
    from declared
    inner join observed
        on
            declared.week_start = observed.week_start
            and declared.workflow = observed.subject
            and observed.scope = 'workflow'
    left join audits
        on
            declared.week_start = audits.week_start
            and declared.workflow = audits.workflow
    left join limits on declared.declared_level = limits.level
    left join limits as above on declared.declared_level + 1 = above.level
),

marked as (
    select
        *,
        coalesce(
            audited_outputs >= {{ parameter('spectrum', 'minimum_audits') }}
            and pass_share < pass_share_floor,
            false
        ) as is_poor,
        coalesce(
            agent_runs >= {{ parameter('spectrum', 'minimum_runs') }}
            and escalated_share > escalated_share_limit,
            false
        ) as is_escalating
    from measured
),

-- the first thing that keeps a workflow from moving up, null where nothing does
compared as (
    select
        *,
        case
            when declared_level is null then 'no level is declared'
            when is_poor and is_escalating then 'people change too much and too many runs escalate'
            when is_poor
                then
                    'people left ' || {{ share_in_words('pass_share') }}
                    || ' of what they audited as it was, the level asks for '
                    || {{ share_in_words('pass_share_floor') }}
            when is_escalating
                then
                    {{ share_in_words('escalated_share') }} || ' of the runs escalated, '
                    || 'the level allows ' || {{ share_in_words('escalated_share_limit') }}
            when level_above is null then 'there is no level above'
            when agent_outputs = 0 then 'agents made nothing'
            when passed_weeks < wanted_weeks
                then
                    'audits passed in ' || {{ count_in_words('passed_weeks') }} || ' of '
                    || {{ count_in_words('wanted_weeks') }} || ' weeks'
            when observed_level is null then 'no level is observed'
            when observed_level < declared_level then 'observed below the declared level'
            when target_level <= declared_level then 'the target level is reached'
            when escalated_share > limit_above
                then
                    {{ share_in_words('escalated_share') }} || ' of the runs escalated, '
                    || 'the level above allows ' || {{ share_in_words('limit_above') }}
        end as obstacle
    from marked
),

final as (
    select
        week_start,
        workflow,
        obstacle is null as may_move_up,
        is_poor or is_escalating as should_move_down,
        coalesce(
            obstacle,
            'audits passed in each of ' || {{ count_in_words('wanted_weeks') }} || ' weeks'
        ) as move_reason
    from compared
)

select * from final
