with

levels as (
    select * from {{ source('org', 'workflow_level') }}
),

targets as (
    select * from {{ source('org', 'workflow_target') }}
),

highest_targets as (
    select
        workflow,
        max(level) as target_level
    from targets
    group by workflow
),

final as (
    select
        levels.workflow,
        levels.from_day,
        lead(levels.from_day) over (
            partition by levels.workflow
            order by levels.from_day
        ) as until_day,
        levels.level,
        highest_targets.target_level
    from levels
    left join highest_targets on levels.workflow = highest_targets.workflow
)

select * from final
