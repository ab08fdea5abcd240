with

agent_outputs as (
    select * from {{ ref('agent_outputs') }}
),

human_work as (
    select * from {{ ref('human_work') }}
),

runs as (
    select * from {{ ref('agent_runs_reviewed') }}
),

agent_sums as (
    select
        workflow,
        week_start,
        count(*) as agent_outputs,
        sum(is_of_run) as run_outputs,
        sum(is_reviewed) as reviewed_outputs,
        sum(is_audited) as audited_outputs,
        sum(is_changed) as changed_outputs
    from agent_outputs
    group by workflow, week_start
),

-- overseeing agents makes no output, and neither does ruling on a run that is one already
human_sums as (
    select
        workflow,
        week_start,
        count(*) as human_outputs,
        count(*) filter (where class = 'judgment') as judgment_outputs
    from human_work
    where
        workflow is not null
        and class in ('judgment', 'execution')
        and classified_by <> 'ruling'
    group by workflow, week_start
),

run_sums as (
    select
        workflow,
        week_start,
        count(*) as agent_runs,
        count(*) filter (where status = 'escalated') as escalated_runs
    from runs
    group by workflow, week_start
),

workflow_weeks as (
    select
        workflow,
        week_start
    from agent_sums
    union
    select
        workflow,
        week_start
    from human_sums
    union
    select
        workflow,
        week_start
    from run_sums
),

final as (
    select
        workflow_weeks.workflow,
        workflow_weeks.week_start,
        coalesce(agent_sums.agent_outputs, 0) as agent_outputs,
        coalesce(human_sums.human_outputs, 0) as human_outputs,
        coalesce(human_sums.judgment_outputs, 0) as judgment_outputs,
        coalesce(agent_sums.run_outputs, 0) as run_outputs,
        coalesce(agent_sums.reviewed_outputs, 0) as reviewed_outputs,
        coalesce(agent_sums.audited_outputs, 0) as audited_outputs,
        coalesce(agent_sums.changed_outputs, 0) as changed_outputs,
        coalesce(run_sums.agent_runs, 0) as agent_runs,
        coalesce(run_sums.escalated_runs, 0) as escalated_runs
    from workflow_weeks
    left join agent_sums
        on
            workflow_weeks.workflow = agent_sums.workflow
            and workflow_weeks.week_start = agent_sums.week_start
    left join human_sums
        on
            workflow_weeks.workflow = human_sums.workflow
            and workflow_weeks.week_start = human_sums.week_start
    left join run_sums
        on
            workflow_weeks.workflow = run_sums.workflow
            and workflow_weeks.week_start = run_sums.week_start
)

select * from final
