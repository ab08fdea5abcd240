with

reporting as (
    select * from {{ ref('int_reporting') }}
),

final as (
    select
        transition_start,
        cast(as_of_local as date) as as_of_on
    from reporting
)

select * from final
