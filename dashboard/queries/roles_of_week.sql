-- Where does each role stand between its old and its new focus in a week?
select
    role_weekly.role,
    role_weekly.was_role,
    role_weekly.people,
    role_weekly.judgment_time_share,
    role_weekly.oversight_time_share,
    role_weekly.execution_time_share,
    role_weekly.logged_hours,
    role_weekly.baseline_execution_time_share,
    role_weekly.moved_share,
    role_weekly.agent_executed_share,
    role_weekly.leverage_level,
    role_weekly.expected_agent_share,
    role_weekly.leverage_gap,
    role_weekly.is_hidden,
    (
        select string_agg(tying.workflow, ', ' order by tying.execution_rank)
        from role_workflow_weekly as tying
        where
            tying.role = role_weekly.role
            and tying.week_start = role_weekly.week_start
            and tying.execution_rank <= 3
    ) as tied_to
from role_weekly
where role_weekly.week_start = getvariable('week')
order by role_weekly.role
