with

reviews as (
    select * from {{ ref('stg_reviews') }}
),

runs as (
    select * from {{ ref('stg_agent_runs') }}
),

work_items as (
    select * from {{ ref('stg_work_items') }}
),

reporting as (
    select * from {{ ref('int_reporting') }}
),

named_runs as (
    select distinct agent_run_key
    from work_items
    where agent_run_key is not null
),

rulings as (
    select
        reviews.review_key,
        reviews.reviewer,
        reviews.verdict,
        reviews.minutes,
        reviews.reviewed_at,
        runs.run_key,
        runs.agent,
        runs.workflow,
        runs.source,
        row_number() over (
            partition by runs.run_key
            order by reviews.reviewed_at, reviews.review_key
        ) as ruling_number,
        lead(reviews.verdict) over (
            partition by runs.run_key
            order by reviews.reviewed_at, reviews.review_key
        ) as next_verdict,
        lead(reviews.reviewed_at) over (
            partition by runs.run_key
            order by reviews.reviewed_at, reviews.review_key
        ) as next_reviewed_at
    from reviews
    inner join runs on reviews.subject_key = runs.run_key
    left join named_runs on runs.run_key = named_runs.agent_run_key
    cross join reporting
    where
        reviews.subject_type = 'agent_run'
        and reviews.reviewer_type = 'human'
        and reviews.verdict is not null
        and reviews.reviewed_at <= reporting.as_of
        and runs.status = 'escalated'
        and named_runs.agent_run_key is null
),

final as (
    select
        rulings.review_key,
        rulings.run_key,
        rulings.agent,
        rulings.workflow,
        rulings.source,
        rulings.reviewer,
        rulings.verdict,
        rulings.reviewed_at,
        cast(rulings.minutes as double) / 60 as hours,
        case
            when rulings.next_verdict <> rulings.verdict then rulings.next_reviewed_at
        end as reverted_at,
        {{ reporting_week('rulings.reviewed_at') }} as week_start
    from rulings
    cross join reporting
    where rulings.ruling_number = 1
)

select * from final
