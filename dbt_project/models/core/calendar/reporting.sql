with

coverage as (
    select * from {{ ref('stg_account_coverage') }}
),

declared as (
    select * from {{ source('org', 'reporting') }}
),

newest as (
    select max(covered_until) as covered_until
    from coverage
),

reporting as (
    select
        declared.*,
        coalesce(declared.as_of, newest.covered_until) as reported_at
    from declared
    cross join newest
),

final as (
    select
        timezone,
        weekly_capacity_hours,
        baseline_first_week,
        baseline_weeks,
        transition_start,
        hides_people,
        minimum_people,
        reported_at as as_of,
        {{ reporting_time('reported_at') }} as as_of_local,
        cast({{ reporting_time('reported_at') }} as date) as as_of_on,
        {{ reporting_week('reported_at') }} as as_of_week
    from reporting
)

select * from final
