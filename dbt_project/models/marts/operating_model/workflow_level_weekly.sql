with

weeks as (
    select * from {{ ref('weeks') }}
),

workflows as (
    select * from {{ ref('workflows') }}
),

levels as (
    select * from {{ ref('workflow_levels_weekly') }}
),

observed as (
    select * from {{ ref('levels_observed') }}
),

moves as (
    select * from {{ ref('workflow_moves') }}
),

final as (
    select
        levels.week_start,
        levels.workflow,
        weeks.is_complete,
        workflows.function_id,
        workflows.owner_role,
        workflows.is_declared,
        cast(levels.declared_level as integer) as declared_level,
        cast(levels.target_level as integer) as target_level,
        levels.target_by,
        cast(observed.observed_level as integer) as observed_level,
        cast(observed.observed_rule as integer) as observed_rule,
        observed.observed_reason,
        cast(observed.agent_outputs as bigint) as agent_outputs,
        cast(observed.human_outputs as bigint) as human_outputs,
        observed.agent_share,
        cast(observed.run_outputs as bigint) as run_outputs,
        cast(observed.reviewed_outputs as bigint) as reviewed_outputs,
        observed.reviewed_share,
        cast(observed.audited_outputs as bigint) as audited_outputs,
        cast(observed.changed_outputs as bigint) as changed_outputs,
        observed.changed_share,
        cast(observed.agent_runs as bigint) as agent_runs,
        cast(observed.escalated_runs as bigint) as escalated_runs,
        observed.escalated_share,
        cast(observed.observed_level - levels.declared_level as integer) as level_gap,
        cast(levels.target_level - observed.observed_level as integer) as target_gap,
        moves.may_move_up,
        moves.should_move_down,
        moves.move_reason
    from levels
    inner join weeks on levels.week_start = weeks.week_start
    inner join workflows on levels.workflow = workflows.workflow
    inner join observed
        on
            levels.week_start = observed.week_start
            and levels.workflow = observed.subject
            and observed.scope = 'workflow'
    inner join moves
        on
            levels.week_start = moves.week_start
            and levels.workflow = moves.workflow
)

select * from final
