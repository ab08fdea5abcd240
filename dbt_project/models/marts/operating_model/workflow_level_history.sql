with

levels as (
    select * from {{ ref('workflow_levels') }}
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
        levels.until_day,
        levels.level,
        highest_targets.target_level
    from levels
    left join highest_targets on levels.workflow = highest_targets.workflow
)

select * from final
