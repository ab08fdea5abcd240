with

weeks as (
    select
        week_start,
        {{ last_day_of_week('week_start') }} as last_day
    from {{ ref('weeks') }}
),

workflows as (
    select * from {{ ref('workflows') }}
),

levels as (
    select * from {{ ref('workflow_levels') }}
),

targets as (
    select * from {{ source('org', 'workflow_target') }}
),

-- the next day to reach a level by; when all are past, the latest of them
ranked_targets as (
    select
        weeks.week_start,
        targets.workflow,
        targets.level,
        targets.by_day,
        row_number() over (
            partition by weeks.week_start, targets.workflow
            order by
                case when targets.by_day >= weeks.last_day then 0 else 1 end,
                case when targets.by_day >= weeks.last_day then targets.by_day end,
                targets.by_day desc
        ) as nearness
    from weeks
    cross join targets
),

final as (
    select
        weeks.week_start,
        workflows.workflow,
        levels.level as declared_level,
        ranked_targets.level as target_level,
        ranked_targets.by_day as target_by
    from weeks
    cross join workflows
    left join levels
        on
            workflows.workflow = levels.workflow
            and weeks.last_day >= levels.from_day
            and weeks.last_day < levels.until_day
    left join ranked_targets
        on
            weeks.week_start = ranked_targets.week_start
            and workflows.workflow = ranked_targets.workflow
            and ranked_targets.nearness = 1
)

select * from final
