with

rotated as (
    select * from {{ ref('people_in_rotation') }}
),

weeks as (
    select * from {{ ref('weeks') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

last_week as (
    select max(week_start) as week_start
    from weeks
    where is_complete
),

people as (
    select
        rotated.person,
        rotated.last_unaided_week,
        rotated.has_unaided_sprint,
        rotated.judgment_hours,
        rotated.stated_hours,
        cast({{ dbt.datediff(
            'rotated.last_unaided_week', 'rotated.week_start', 'week'
        ) }} as bigint) as weeks_since
    from rotated
    inner join last_week on rotated.week_start = last_week.week_start
    cross join reporting
    where not reporting.hides_people
),

evaluated as (
    select
        person,
        last_unaided_week,
        weeks_since,
        case
            when has_unaided_sprint = 1 then false
            when
                judgment_hours = 0
                or stated_hours
                >= {{ exact_amount(parameter('risk', 'minimum_stated_share')) }} * judgment_hours
                then true
        end as is_due,
        false as is_hidden
    from people
),

final as (
    select *
    from evaluated
    union all
    select
        'everyone' as person,
        cast(null as date) as last_unaided_week,
        cast(null as bigint) as weeks_since,
        cast(null as boolean) as is_due,
        true as is_hidden
    from reporting
    where hides_people
)

select * from final
