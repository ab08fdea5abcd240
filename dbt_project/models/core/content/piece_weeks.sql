with

placements as (
    select * from {{ ref('placements') }}
),

reviews as (
    select * from {{ ref('reviews') }}
),

levels as (
    select * from {{ ref('workflow_levels') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

verdicts as (
    select
        subject_key as piece_key,
        verdict
    from reviews
    where
        subject_type = 'content_piece'
        and is_latest_verdict
),

piece_weeks as (
    select
        piece_key,
        week_start,
        max(workflow) as workflow,
        max(content_type) as content_type,
        max(produced_by) as produced_by,
        max(agent_key) as agent_key,
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
        {{ level_segment('levels') }} as declared_level,
        dated.content_type,
        dated.produced_by,
        dated.agent_key,
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
    left join verdicts on dated.piece_key = verdicts.piece_key
    left join levels on {{ level_holds('levels', 'dated.workflow', 'dated.first_published_on') }}
)

select * from final
