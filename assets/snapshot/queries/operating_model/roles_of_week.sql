-- Where does each role stand between its old and its new focus in a week?
with

roles as (
    select * from role_weekly
    where week_start = getvariable('week')
),

workflows as (
    select * from role_workflow_weekly
    where week_start = getvariable('week')
),

ties as (
    select
        role,
        string_agg(workflow, ', ' order by execution_rank) as tied_to
    from workflows
    where execution_rank <= 3
    group by role
),

final as (
    select
        roles.week_start,
        roles.role,
        roles.was_role,
        roles.people,
        roles.judgment_hours,
        roles.oversight_hours,
        roles.execution_hours,
        roles.logged_hours,
        roles.judgment_time_share,
        roles.oversight_time_share,
        roles.execution_time_share,
        roles.baseline_execution_time_share,
        roles.moved_share,
        roles.agent_executed_share,
        roles.leverage_level,
        roles.expected_agent_share,
        roles.next_agent_share,
        roles.leverage_gap,
        roles.is_hidden,
        roles.is_declared,
        ties.tied_to
    from roles
    left join ties on roles.role = ties.role
)

select * exclude (is_declared) from final
order by is_declared desc, role asc
