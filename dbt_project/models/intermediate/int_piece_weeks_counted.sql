with

placements as (
    select * from {{ ref('int_placements_first_published') }}
),

reviews as (
    select * from {{ ref('stg_reviews') }}
),

levels as (
    select * from {{ ref('int_workflow_levels_dated') }}
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
        sum(engagements) as engagements,
        min(first_published_at) as first_published_at
    from placements
    group by piece_key, week_start
),

dated as (
    select
        piece_weeks.*,
        cast({{ reporting_time('piece_weeks.first_published_at') }} as date) as first_published_on
    from piece_weeks
    cross join reporting
),

final as (
    select
        dated.piece_key,
        dated.week_start,
        dated.workflow,
        cast(levels.level as {{ dbt.type_string() }}) as declared_level,
        dated.content_type,
        dated.produced_by,
        dated.variants,
        dated.channels,
        dated.placements,
        dated.variants * dated.channels as throughput,
        verdicts.verdict,
        case
            when dated.engagements is null then null
            when dated.engagements > 0 then 1
            else 0
        end as is_used
    from dated
    left join verdicts
        on
            dated.piece_key = verdicts.piece_key
            and verdicts.recency = 1
    left join levels
        on
            dated.workflow = levels.workflow
            and dated.first_published_on >= levels.from_day
            and dated.first_published_on < levels.until_day
)

select * from final
