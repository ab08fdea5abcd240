with

phases as (
    select * from {{ source('org', 'plan_phase') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

final as (
    select
        phases.phase,
        phases.phase_order,
        phases.name,
        cast(
            {{ dbt.dateadd('day', 'phases.first_day - 1', 'reporting.transition_start') }} as date
        ) as first_on,
        cast(
            {{ dbt.dateadd('day', 'phases.last_day - 1', 'reporting.transition_start') }} as date
        ) as last_on
    from phases
    cross join reporting
)

select * from final
