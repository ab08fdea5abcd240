with

person_weeks as (
    select * from {{ ref('person_weeks') }}
),

pairs as (
    select * from {{ ref('week_windows') }}
),

in_rotation as (
    select
        pairs.week_start,
        person_weeks.person,
        sum(person_weeks.judgment_hours) as judgment_hours,
        sum(person_weeks.stated_hours) as stated_hours,
        max(case when person_weeks.is_unaided_sprint then 1 else 0 end) as has_unaided_sprint
    from pairs
    inner join person_weeks on pairs.earlier_week = person_weeks.week_start
    where pairs.is_in_rotation
    group by pairs.week_start, person_weeks.person
),

last_sprints as (
    select
        in_rotation.week_start,
        in_rotation.person,
        max(person_weeks.week_start) as last_unaided_week
    from in_rotation
    inner join person_weeks
        on
            in_rotation.person = person_weeks.person
            and in_rotation.week_start >= person_weeks.week_start
    where person_weeks.is_unaided_sprint
    group by in_rotation.week_start, in_rotation.person
),

final as (
    select
        in_rotation.week_start,
        in_rotation.person,
        in_rotation.judgment_hours,
        in_rotation.stated_hours,
        in_rotation.has_unaided_sprint,
        last_sprints.last_unaided_week
    from in_rotation
    left join last_sprints
        on
            in_rotation.week_start = last_sprints.week_start
            and in_rotation.person = last_sprints.person
)

select * from final
