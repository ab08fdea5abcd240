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

performance as (
    select * from {{ ref('stg_campaign_performance') }}
),

declared as (
    select * from {{ source('org', 'reporting') }}
),

newest_of_days as (
    select {{ newest_event('day') }} as day
    from performance
),

-- what an export dates after itself is planned or mistaken, and has not happened
newest_of_leads as (
    select
        {{ newest_event('created_at') }} as created_at,
        {{ newest_event('entered_pipeline_at') }} as entered_pipeline_at,
        {{ newest_event('qualified_at') }} as qualified_at
    from leads
),

newest_of_work_items as (
    select
        {{ newest_event('created_at') }} as created_at,
        {{ newest_event('completed_at') }} as completed_at
    from work_items
),

newest_of_streams as (
    select {{ newest_event('published_at') }} as newest_at
    from pieces
    where status = 'published'
    union all
    select {{ newest_event('published_at') }}
    from publications
    where status = 'published'
    union all
    select {{ newest_event('changed_at') }} from changes
    union all
    select created_at from newest_of_leads
    union all
    select entered_pipeline_at from newest_of_leads
    union all
    select qualified_at from newest_of_leads
    union all
    select created_at from newest_of_work_items
    union all
    select completed_at from newest_of_work_items
    union all
    select {{ newest_event('started_at') }} from runs
    union all
    select {{ newest_event('reviewed_at') }} from reviews
    union all
    select {{ instant_of_reporting_time('cast(newest_of_days.day as timestamp)') }}
    from newest_of_days
    cross join declared as reporting
),

newest as (
    select max(newest_at) as newest_at
    from newest_of_streams
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
