with

work as (
    select * from {{ ref('human_work') }}
),

judgment as (
    select
        assignee as person,
        week_start,
        case when class = 'judgment' then hours end as hours,
        ai_assisted
    from work
    where assignee is not null
),

sums as (
    select
        person,
        week_start,
        coalesce(sum(hours), 0) as judgment_hours,
        coalesce(sum(case when ai_assisted is not null then hours end), 0) as stated_hours,
        coalesce(sum(case when not ai_assisted then hours end), 0) as unaided_hours
    from judgment
    group by person, week_start
),

final as (
    select
        person,
        week_start,
        judgment_hours,
        stated_hours,
        unaided_hours,
        unaided_hours >= {{ parameter('risk', 'unaided_sprint_hours') }} as is_unaided_sprint
    from sums
)

select * from final
