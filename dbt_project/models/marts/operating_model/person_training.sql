with

people as (
    select * from {{ source('org', 'person') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

here as (
    select
        people.person,
        people.role,
        case
            when people.trained_on <= reporting.as_of_on then people.trained_on
        end as trained_on,
        reporting.hides_people,
        reporting.minimum_people
    from people
    cross join reporting
    where
        coalesce(people.from_day <= reporting.as_of_on, true)
        and coalesce(people.until_day >= reporting.as_of_on, true)
),

everyone as (
    select
        minimum_people,
        count(*) as people,
        count(trained_on) as trained_people,
        max(trained_on) as last_trained_on
    from here
    where hides_people
    group by minimum_people
),

final as (
    select
        person as trainee,
        role,
        cast(1 as bigint) as people,
        cast(case when trained_on is null then 0 else 1 end as bigint) as trained_people,
        trained_on,
        false as is_hidden
    from here
    where not hides_people
    union all
    select
        'everyone' as trainee,
        cast(null as {{ dbt.type_string() }}) as role,
        case when people >= minimum_people then people end as people,
        case when people >= minimum_people then trained_people end as trained_people,
        case when people >= minimum_people and trained_people = people then last_trained_on end
            as trained_on,
        true as is_hidden
    from everyone
)

select * from final
