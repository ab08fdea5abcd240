with

workflows as (
    select * from {{ ref('workflows') }}
),

levels as (
    select * from {{ ref('workflow_levels') }}
),

counted as (
    select * from {{ ref('workflow_weeks') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

first_seen as (
    select
        workflow,
        min(week_start) as first_seen_week
    from counted
    group by workflow
),

first_levels as (
    select
        workflow,
        min(from_day) as first_declared_on
    from levels
    group by workflow
),

levels_in_force as (
    select
        levels.workflow,
        levels.level,
        levels.from_day
    from levels
    inner join reporting
        on
            levels.from_day <= reporting.as_of_on
            and levels.until_day > reporting.as_of_on
),

final as (
    select
        workflows.workflow,
        workflows.function_id,
        workflows.owner_role,
        levels_in_force.level as declared_level,
        levels_in_force.from_day as level_since,
        first_levels.first_declared_on,
        first_seen.first_seen_week,
        case
            when first_levels.first_declared_on < first_seen.first_seen_week
                then first_levels.first_declared_on
            else coalesce(first_seen.first_seen_week, first_levels.first_declared_on)
        end as known_since,
        workflows.function_id is not null and levels_in_force.level is not null as is_mapped
    from workflows
    left join first_levels on workflows.workflow = first_levels.workflow
    left join first_seen on workflows.workflow = first_seen.workflow
    left join levels_in_force on workflows.workflow = levels_in_force.workflow
)

select * from final
