with

levels as (
    select * from {{ ref('workflow_levels_weekly') }}
),

observed as (
    select *
    from {{ ref('levels_observed') }}
    where scope = 'workflow'
),

weeks as (
    select * from {{ ref('weeks') }}
),

workflows as (
    select * from {{ ref('workflows') }}
),

candidates as (
    select
        levels.week_start,
        levels.workflow,
        weeks.is_complete,
        workflows.owner_role,
        levels.declared_level,
        observed.observed_level,
        observed.outputs as volume,
        observed.human_outputs,
        observed.judgment_outputs,
        cast(observed.judgment_outputs as double) / nullif(observed.human_outputs, 0)
            as judgment_share
    from levels
    inner join weeks on levels.week_start = weeks.week_start
    inner join workflows on levels.workflow = workflows.workflow
    inner join observed
        on
            levels.week_start = observed.week_start
            and levels.workflow = observed.subject
    where
        observed.observed_level is null
        or observed.observed_level < {{ parameter('spectrum', 'delegated_level') }}
),

scored as (
    select
        *,
        volume * (1 - judgment_share) as handover_score
    from candidates
),

ranked as (
    select
        *,
        case
            when handover_score > 0
                then row_number() over (
                    partition by week_start
                    order by
                        coalesce(handover_score, 0) desc,
                        volume desc,
                        workflow asc
                )
        end as worklist_rank
    from scored
),

final as (
    select
        week_start,
        workflow,
        is_complete,
        owner_role,
        cast(declared_level as integer) as declared_level,
        cast(observed_level as integer) as observed_level,
        cast(volume as bigint) as volume,
        cast(human_outputs as bigint) as human_outputs,
        cast(judgment_outputs as bigint) as judgment_outputs,
        judgment_share,
        cast(handover_score as double) as handover_score,
        cast(worklist_rank as integer) as worklist_rank,
        coalesce(worklist_rank <= {{ parameter('spectrum', 'worklist_length') }}, false)
            as is_first_three
    from ranked
)

select * from final
