with

weeks as (
    select * from {{ ref('weeks') }}
),

roles as (
    select * from {{ ref('roles') }}
),

counted as (
    select * from {{ ref('role_weeks') }}
),

baselines as (
    select * from {{ ref('role_baselines') }}
),

leverages as (
    select * from {{ ref('role_leverage') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

groups_shown as (
    select * from {{ ref('people_groups') }}
    where segment_type = 'role'
),

worked as (
    select
        weeks.week_start,
        weeks.is_complete,
        roles.*,
        coalesce(counted.people, 0) as people,
        coalesce(counted.judgment_hours, 0) as judgment_hours,
        coalesce(counted.oversight_hours, 0) as oversight_hours,
        coalesce(counted.execution_hours, 0) as execution_hours,
        coalesce(counted.logged_hours, 0) as logged_hours,
        baselines.execution_time_share as baseline_execution_time_share,
        leverages.agent_executed_share,
        not coalesce(groups_shown.is_shown, not reporting.hides_people) as is_hidden
    from weeks
    cross join roles
    cross join reporting
    left join counted
        on
            weeks.week_start = counted.week_start
            and roles.role = counted.role
    left join groups_shown
        on
            weeks.week_start = groups_shown.week_start
            and roles.role = groups_shown.segment
    left join baselines on roles.role = baselines.role
    left join leverages
        on
            weeks.week_start = leverages.week_start
            and roles.role = leverages.role
),

shared as (
    select
        *,
        cast(judgment_hours as double) / nullif(logged_hours, 0) as judgment_time_share,
        cast(oversight_hours as double) / nullif(logged_hours, 0) as oversight_time_share,
        cast(execution_hours as double) / nullif(logged_hours, 0) as execution_time_share
    from worked
),

-- numbers of a group that is too small to be shown are not in the table either
final as (
    select
        week_start,
        role,
        is_complete,
        is_declared,
        was_role,
        is_hidden,
        cast(case when not is_hidden then people end as bigint) as people,
        cast(case when not is_hidden then judgment_hours end as double) as judgment_hours,
        cast(case when not is_hidden then oversight_hours end as double) as oversight_hours,
        cast(case when not is_hidden then execution_hours end as double) as execution_hours,
        cast(case when not is_hidden then logged_hours end as double) as logged_hours,
        case when not is_hidden then judgment_time_share end as judgment_time_share,
        case when not is_hidden then oversight_time_share end as oversight_time_share,
        case when not is_hidden then execution_time_share end as execution_time_share,
        case when not is_hidden then baseline_execution_time_share end
            as baseline_execution_time_share,
        case
            when not is_hidden
                then
                    (baseline_execution_time_share - execution_time_share)
                    / nullif(baseline_execution_time_share, 0)
        end as moved_share,
        case when not is_hidden then agent_executed_share end as agent_executed_share,
        cast(leverage_level as integer) as leverage_level,
        expected_agent_share,
        next_agent_share,
        case
            when is_hidden or agent_executed_share is null or expected_agent_share is null then null
            when agent_executed_share < expected_agent_share
                then agent_executed_share - expected_agent_share
            when agent_executed_share >= next_agent_share
                then agent_executed_share - next_agent_share
            else 0
        end as leverage_gap
    from shared
)

select * from final
