-- At which level is each workflow declared, observed and meant to be in a week?
select
    workflow_level_weekly.workflow,
    coalesce(function_level_weekly.name, 'No function declared') as function_name,
    workflow_level_weekly.owner_role,
    workflow_level_weekly.declared_level,
    workflow_level_weekly.observed_level,
    workflow_level_weekly.target_level,
    workflow_level_weekly.target_by,
    workflow_level_weekly.observed_reason,
    workflow_level_weekly.agent_outputs,
    workflow_level_weekly.human_outputs,
    workflow_level_weekly.agent_share,
    workflow_level_weekly.reviewed_share,
    workflow_level_weekly.changed_share,
    workflow_level_weekly.escalated_share,
    workflow_level_weekly.may_move_up,
    workflow_level_weekly.should_move_down,
    workflow_level_weekly.move_reason
from workflow_level_weekly
left join function_level_weekly
    on
        workflow_level_weekly.function_id = function_level_weekly.function_id
        and workflow_level_weekly.week_start = function_level_weekly.week_start
where workflow_level_weekly.week_start = getvariable('week')
order by function_name, workflow_level_weekly.workflow
