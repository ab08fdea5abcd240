with

pieces as (
    select * from {{ ref('stg_content_pieces') }}
),

publications as (
    select * from {{ ref('stg_content_publications') }}
),

changes as (
    select * from {{ ref('stg_campaign_changes') }}
),

leads as (
    select * from {{ ref('stg_leads') }}
),

work_items as (
    select * from {{ ref('stg_work_items') }}
),

runs as (
    select * from {{ ref('stg_agent_runs') }}
),

reviews as (
    select * from {{ ref('stg_reviews') }}
),

declared as (
    select * from {{ source('org', 'reporting') }}
),

events as (
    select published_at as happened_at, exported_at from pieces where status = 'published'
    union all
    select published_at as happened_at, exported_at from publications where status = 'published'
    union all
    select changed_at as happened_at, exported_at from changes
    union all
    select created_at as happened_at, exported_at from leads
    union all
    select entered_pipeline_at as happened_at, exported_at from leads
    union all
    select qualified_at as happened_at, exported_at from leads
    union all
    select created_at as happened_at, exported_at from work_items
    union all
    select completed_at as happened_at, exported_at from work_items
    union all
    select started_at as happened_at, exported_at from runs
    union all
    select reviewed_at as happened_at, exported_at from reviews
),

-- what an export dates after itself is planned or mistaken, and has not happened
newest as (
    select max(happened_at) as newest_at
    from events
    where happened_at <= {{ dbt.dateadd('day', 1, 'exported_at') }}
),

reporting as (
    select
        declared.*,
        coalesce(declared.as_of, newest.newest_at) as reported_at
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
