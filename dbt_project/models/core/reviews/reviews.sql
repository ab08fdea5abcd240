with

reviews as (
    select * from {{ ref('stg_reviews') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

known as (
    select
        reviews.*,
        reviews.reviewer_type = 'human' as is_human,
        coalesce(reviews.reviewer_type = 'human' and reviews.verdict is not null, false)
            as is_human_verdict
    from reviews
    cross join reporting
    where reviews.reviewed_at <= reporting.as_of
),

latest as (
    select
        subject_type,
        subject_key,
        max(reviewed_at) as reviewed_at
    from known
    where is_human_verdict
    group by subject_type, subject_key
),

-- of verdicts given at the same instant the one with the last key counts
latest_keys as (
    select max(known.review_key) as review_key
    from known
    inner join latest
        on
            known.subject_type = latest.subject_type
            and known.subject_key = latest.subject_key
            and known.reviewed_at = latest.reviewed_at
    where known.is_human_verdict
    group by known.subject_type, known.subject_key
),

final as (
    select
        known.review_key,
        known.subject_type,
        known.subject_key,
        known.reviewer,
        known.verdict,
        -- a score on another scale can't be averaged with shares
        case when known.score between 0 and 1 then {{ exact_amount('known.score') }} end as score,
        {{ exact_amount('known.minutes') }} as minutes,
        known.reviewed_at,
        known.reviewed_week as week_start,
        known.source,
        known.account,
        coalesce(known.is_human, false) as is_human,
        known.is_human_verdict,
        latest_keys.review_key is not null as is_latest_verdict
    from known
    left join latest_keys on known.review_key = latest_keys.review_key
)

select * from final
