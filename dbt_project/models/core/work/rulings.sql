{{ config(materialized='ephemeral') }}

with

reviews as (
    select * from {{ ref('reviews') }}
),

runs as (
    select * from {{ ref('agent_runs') }}
),

work_items as (
    select * from {{ ref('stg_work_items') }}
),

levels as (
    select * from {{ ref('workflow_levels') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

named_runs as (
    select distinct agent_run_key
    from work_items
    where agent_run_key is not null
),

escalated as (
    select runs.*
    from runs
    left join named_runs on runs.run_key = named_runs.agent_run_key
    where
        runs.status = 'escalated'
        and named_runs.agent_run_key is null
),

verdicts as (
    select
        reviews.review_key,
        reviews.reviewer,
        reviews.verdict,
        reviews.minutes,
        reviews.reviewed_at,
        reviews.week_start,
        escalated.run_key,
        escalated.agent,
        escalated.stated_workflow as workflow,
        reviews.source,
        reviews.account,
        row_number() over (
            partition by escalated.run_key
            order by reviews.reviewed_at, reviews.review_key
        ) as verdict_number
    from reviews
    inner join escalated on reviews.subject_key = escalated.run_key
    where
        reviews.subject_type = 'agent_run'
        and reviews.is_human_verdict
),

rulings as (
    select *
    from verdicts
    where verdict_number = 1
),

-- an edit of what was approved, or an approval of what was edited, lets the run stand
reversals as (
    select
        rulings.run_key,
        min(verdicts.reviewed_at) as reverted_at
    from rulings
    inner join verdicts on rulings.run_key = verdicts.run_key
    where
        verdicts.verdict_number > 1
        and (verdicts.verdict = 'rejected') <> (rulings.verdict = 'rejected')
    group by rulings.run_key
),

dated as (
    select
        rulings.*,
        reversals.reverted_at,
        cast({{ reporting_time('rulings.reviewed_at') }} as date) as reviewed_on
    from rulings
    left join reversals on rulings.run_key = reversals.run_key
    cross join reporting
),

final as (
    select
        dated.review_key,
        dated.run_key,
        dated.agent,
        dated.workflow,
        dated.source,
        dated.account,
        dated.reviewer,
        dated.verdict,
        dated.reviewed_at,
        dated.reviewed_on,
        dated.week_start,
        {{ level_segment('levels') }} as declared_level,
        {{ exact_amount('cast(dated.minutes as double) / 60') }} as hours,
        dated.reverted_at
    from dated
    left join levels on {{ level_holds('levels', 'dated.workflow', 'dated.reviewed_on') }}
)

select * from final
