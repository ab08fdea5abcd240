with

workflows as (
    select * from {{ source('org', 'workflow') }}
),

levels as (
    select * from {{ source('org', 'workflow_level') }}
),

runs as (
    select * from {{ ref('stg_agent_runs') }}
),

work as (
    select * from {{ ref('int_human_work_unioned') }}
),

reporting as (
    select * from {{ ref('int_reporting') }}
),

seen as (
    select
        runs.workflow,
        {{ reporting_time('runs.started_at') }} as seen_at
    from runs
    cross join reporting
    where runs.started_at <= reporting.as_of
    union all
    select
        work.workflow,
        {{ reporting_time('work.completed_at') }} as seen_at
    from work
    cross join reporting
),

first_seen as (
    select
        workflow,
        cast(min(seen_at) as date) as first_seen_on
    from seen
    where workflow is not null
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
        levels.from_day,
        row_number() over (partition by levels.workflow order by levels.from_day desc) as recency
    from levels
    cross join reporting
    where levels.from_day <= cast(reporting.as_of_local as date)
),

names as (
    select workflow
    from workflows
    union
    select workflow
    from first_seen
),

final as (
    select
        names.workflow,
        workflows.function_id,
        workflows.owner_role,
        levels_in_force.level as declared_level,
        levels_in_force.from_day as level_since,
        first_levels.first_declared_on,
        first_seen.first_seen_on,
        least(
            coalesce(first_seen.first_seen_on, first_levels.first_declared_on),
            coalesce(first_levels.first_declared_on, first_seen.first_seen_on)
        ) as known_since,
        coalesce(
            workflows.function_id is not null and levels_in_force.level is not null, false
        ) as is_mapped
    from names
    left join workflows on names.workflow = workflows.workflow
    left join first_levels on names.workflow = first_levels.workflow
    left join first_seen on names.workflow = first_seen.workflow
    left join levels_in_force
        on
            names.workflow = levels_in_force.workflow
            and levels_in_force.recency = 1
)

select * from final
