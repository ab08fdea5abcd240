{{ config(materialized='ephemeral') }}

with

runs as (
    select * from {{ ref('agent_runs') }}
),

reviews as (
    select * from {{ ref('reviews') }}
),

pieces as (
    select * from {{ ref('pieces') }}
),

placements as (
    select * from {{ ref('placements') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

-- a step that a run hands to its own workflow is a part of that run
finished as (
    select
        runs.run_key,
        runs.agent,
        runs.stated_workflow as workflow,
        runs.status,
        runs.subject_key,
        runs.started_at,
        coalesce(runs.ended_at, runs.started_at) as finished_at
    from runs
    cross join reporting
    left join runs as parents
        on
            runs.parent_run_key = parents.run_key
            and runs.stated_workflow = parents.stated_workflow
    where
        runs.stated_workflow is not null
        and runs.status in ('ok', 'error', 'escalated')
        and coalesce(runs.ended_at, runs.started_at) <= reporting.as_of
        and parents.run_key is null
),

released as (
    select
        finished.run_key,
        min(placements.first_published_at) as released_at
    from finished
    inner join placements
        on
            finished.subject_key = placements.piece_key
            and finished.started_at <= placements.first_published_at
    group by finished.run_key
),

human_reviews as (
    select *
    from reviews
    where is_human_verdict
),

verdicts as (
    select
        finished.run_key,
        human_reviews.verdict,
        human_reviews.reviewed_at
    from finished
    inner join human_reviews on finished.run_key = human_reviews.subject_key
    where human_reviews.subject_type = 'agent_run'
    union all
    select
        finished.run_key,
        human_reviews.verdict,
        human_reviews.reviewed_at
    from finished
    inner join pieces
        on
            finished.subject_key = pieces.piece_key
            and finished.workflow = pieces.workflow
    inner join human_reviews
        on
            finished.subject_key = human_reviews.subject_key
            and finished.started_at <= human_reviews.reviewed_at
    where human_reviews.subject_type = 'content_piece'
),

audited as (
    select
        verdicts.run_key,
        max(
            case
                when verdicts.reviewed_at > released.released_at then 0
                else 1
            end
        ) as is_reviewed,
        max(case when verdicts.verdict = 'approved' then 0 else 1 end) as is_changed
    from verdicts
    left join released on verdicts.run_key = released.run_key
    group by verdicts.run_key
),

final as (
    select
        finished.run_key,
        finished.agent,
        finished.workflow,
        finished.status,
        finished.finished_at,
        {{ reporting_week('finished.finished_at') }} as week_start,
        coalesce(audited.is_reviewed, 0) as is_reviewed,
        case when audited.run_key is null then 0 else 1 end as is_audited,
        coalesce(audited.is_changed, 0) as is_changed
    from finished
    cross join reporting
    left join audited on finished.run_key = audited.run_key
)

select * from final
