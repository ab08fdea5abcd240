-- Which execution ties each role to its old focus in a week?
select
    role,
    execution_rank,
    workflow,
    execution_hours,
    execution_items
from role_workflow_weekly
where week_start = getvariable('week')
order by role, execution_rank
