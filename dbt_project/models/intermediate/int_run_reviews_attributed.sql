with

reviews as (
    select * from {{ ref('stg_reviews') }}
),

runs as (
    select * from {{ ref('stg_agent_runs') }}
),

reporting as (
    select * from {{ ref('int_reporting') }}
),

final as (
    select
        reviews.review_key,
        reviews.reviewer,
        reviews.verdict,
        reviews.reviewed_at,
        reviews.reviewed_week as week_start,
        runs.run_key,
        {{ agent_key('runs.agent') }} as agent_key
    from reviews
    inner join runs on reviews.subject_key = runs.run_key
    cross join reporting
    where
        reviews.subject_type = 'agent_run'
        and reviews.reviewer_type = 'human'
        and reviews.verdict is not null
        and reviews.reviewed_at <= reporting.as_of
)

select * from final
