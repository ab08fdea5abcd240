with

reporting as (
    select * from {{ ref('reporting') }}
),

final as (
    select
        timezone,
        as_of,
        as_of_on,
        baseline_first_week,
        baseline_weeks,
        transition_start
    from reporting
)

select * from final
