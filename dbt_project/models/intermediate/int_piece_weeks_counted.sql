with

placements as (
    select * from {{ ref('int_placements_first_published') }}
),

reviews as (
    select * from {{ ref('stg_reviews') }}
),

reporting as (
    select * from {{ ref('int_reporting') }}
),

verdicts as (
    select
        reviews.subject_key as piece_key,
        reviews.verdict,
        row_number() over (
            partition by reviews.subject_key
            order by reviews.reviewed_at desc, reviews.review_key desc
        ) as recency
    from reviews
    cross join reporting
    where
        reviews.subject_type = 'content_piece'
        and reviews.verdict is not null
        and reviews.reviewed_at <= reporting.as_of
),

piece_weeks as (
    select
        piece_key,
        week_start,
        max(workflow) as workflow,
        max(content_type) as content_type,
        max(produced_by) as produced_by,
        count(distinct variant_id) as variants,
        count(distinct channel) as channels,
        count(*) as placements,
        sum(engagements) as engagements
    from placements
    group by piece_key, week_start
),

final as (
    select
        piece_weeks.piece_key,
        piece_weeks.week_start,
        piece_weeks.workflow,
        piece_weeks.content_type,
        piece_weeks.produced_by,
        piece_weeks.variants,
        piece_weeks.channels,
        piece_weeks.placements,
        piece_weeks.variants * piece_weeks.channels as throughput,
        verdicts.verdict,
        case
            when piece_weeks.engagements is null then null
            when piece_weeks.engagements > 0 then 1
            else 0
        end as is_used
    from piece_weeks
    left join verdicts
        on
            piece_weeks.piece_key = verdicts.piece_key
            and verdicts.recency = 1
)

select * from final
