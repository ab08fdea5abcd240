with

weeks as (
    select * from {{ ref('weeks') }}
),

final as (
    select
        week_start,
        week_end,
        is_complete,
        is_baseline
    from weeks
)

select * from final
