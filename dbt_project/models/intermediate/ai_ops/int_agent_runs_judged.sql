with

runs as (
    select * from {{ ref('stg_agent_runs') }}
),

reviews as (
    select * from {{ ref('stg_reviews') }}
),

workflows as (
    select * from {{ source('org', 'workflow') }}
),

agents as (
    select * from {{ source('org', 'agent') }}
),

reporting as (
    select * from {{ ref('int_reporting') }}
),

known as (
    select
        reviews.review_key,
        reviews.subject_key as run_key,
        reviews.reviewer,
        reviews.verdict,
        reviews.minutes,
        reviews.reviewed_at,
        reviews.reviewer_type = 'human' as is_human,
        -- a score on another scale can't be averaged with shares
        case when reviews.score between 0 and 1 then reviews.score end as score
    from reviews
    cross join reporting
    where
        reviews.subject_type = 'agent_run'
        and reviews.reviewed_at <= reporting.as_of
),

verdicts as (
    select
        run_key,
        reviewer,
        verdict,
        row_number() over (
            partition by run_key
            order by reviewed_at desc, review_key desc
        ) as recency
    from known
    where
        is_human
        and verdict is not null
),

judged as (
    select
        run_key,
        sum(case when is_human then minutes end) as reviewing_minutes,
        sum(score) as score_sum,
        count(score) as scores
    from known
    group by run_key
),

final as (
    select
        runs.run_key,
        runs.run_id,
        runs.agent,
        runs.agent_version,
        coalesce(runs.workflow, agents.workflow) as workflow,
        runs.model,
        runs.provider,
        runs.status,
        runs.escalation_reason,
        runs.subject_id,
        runs.parent_run_key,
        runs.source,
        runs.started_at,
        runs.started_week as week_start,
        row_number() over (partition by runs.agent order by runs.started_at, runs.run_key)
            as run_number,
        verdicts.verdict,
        verdicts.reviewer,
        judged.reviewing_minutes,
        judged.score_sum,
        coalesce(judged.scores, 0) as scores,
        case
            when runs.ended_at >= runs.started_at
                then {{ dbt.datediff('runs.started_at', 'runs.ended_at', 'millisecond') }} / 1000.0
        end as latency_seconds,
        case
            when runs.input_tokens is not null or runs.output_tokens is not null
                then coalesce(runs.input_tokens, 0) + coalesce(runs.output_tokens, 0)
        end as tokens,
        runs.cost,
        case when runs.cost is not null then coalesce(runs.currency, 'unknown') end as currency,
        case
            when runs.status = 'ok' and coalesce(verdicts.verdict, 'approved') <> 'rejected' then 1
            else 0
        end as is_accepted,
        workflows.human_baseline_minutes
    from runs
    cross join reporting
    left join verdicts
        on
            runs.run_key = verdicts.run_key
            and verdicts.recency = 1
    left join judged on runs.run_key = judged.run_key
    left join agents on runs.agent = agents.agent
    left join workflows on coalesce(runs.workflow, agents.workflow) = workflows.workflow
    where runs.started_at <= reporting.as_of
)

select * from final
