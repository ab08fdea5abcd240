-- At which level is each workflow declared, observed and meant to be in a week?
with

workflows as (
    select * from workflow_level_weekly
    where week_start = getvariable('week')
),

functions as (
    select * from function_level_weekly
    where week_start = getvariable('week')
),

final as (
    select
        workflows.week_start,
        workflows.workflow,
        workflows.function_id,
        coalesce(functions.name, 'No function declared') as function_name,
        workflows.owner_role,
        workflows.declared_level,
        workflows.observed_level,
        workflows.target_level,
        workflows.target_by,
        workflows.level_gap,
        workflows.target_gap,
        workflows.agent_outputs,
        workflows.human_outputs,
        workflows.agent_share,
        workflows.reviewed_share,
        workflows.changed_share,
        workflows.escalated_share,
        workflows.observed_rule,
        workflows.observed_reason,
        workflows.may_move_up,
        workflows.should_move_down,
        workflows.move_reason
    from workflows
    left join functions on workflows.function_id = functions.function_id
)

select * from final
order by function_id is null, function_name, function_id, workflow
