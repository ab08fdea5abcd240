with

declared as (
    select * from {{ source('org', 'workflow') }}
),

counted as (
    select * from {{ ref('workflow_weeks') }}
),

names as (
    select workflow
    from declared
    union
    select workflow
    from counted
),

final as (
    select
        names.workflow,
        declared.function_id,
        declared.owner_role,
        declared.workflow is not null as is_declared
    from names
    left join declared on names.workflow = declared.workflow
)

select * from final
