with

runs as (
    select * from {{ ref('int_agent_runs_judged') }}
),

declared as (
    select * from {{ source('org', 'reporting') }}
),

final as (
    select
        run_key,
        agent,
        agent_version,
        workflow,
        model,
        provider,
        status,
        escalation_reason,
        verdict,
        case when not declared.hides_people then reviewer end as reviewer,  -- noqa: RF04
        cast(score_sum as double) / nullif(scores, 0) as score,
        cast(latency_seconds as double) as latency_seconds,
        cast(tokens as bigint) as tokens,
        cast(cost as double) as cost,
        currency,
        cast(is_accepted as integer) as is_accepted,
        subject_id,
        parent_run_key,
        started_at,
        week_start
    from runs
    cross join declared
)

select * from final
