with

runs as (
    select * from {{ ref('agent_runs') }}
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
        reviewer,
        cast(score_sum as double) / nullif(scores, 0) as score,
        cast(latency_seconds as double) as latency_seconds,
        cast(tokens as bigint) as tokens,
        cast(cost as double) as cost,
        currency,
        cast(reported_cost as double) as reported_cost,
        reported_currency,
        cast(is_accepted as integer) as is_accepted,
        subject_key,
        parent_run_key,
        started_at,
        week_start
    from runs
)

select * from final
