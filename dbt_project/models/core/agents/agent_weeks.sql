with

runs as (
    select * from {{ ref('agent_runs') }}
),

final as (
    select
        agent_key,
        agent,
        week_start,
        count(*) as runs,
        max_by(agent_version, (started_at, run_key)) filter (where agent_version is not null)
            as newest_version,
        max_by(model, (started_at, run_key)) filter (where model is not null) as newest_model,
        count(*) filter (where status = 'ok') as ok_runs,
        count(*) filter (where status = 'error') as error_runs,
        count(*) filter (where status = 'escalated') as escalated_runs,
        count(*) filter (where status = 'cancelled') as cancelled_runs,
        count(verdict) as reviewed_runs,
        count(*) filter (where verdict = 'edited') as edited_runs,
        count(*) filter (where verdict = 'rejected') as rejected_runs,
        count(*) filter (where scores > 0) as scored_runs,
        sum(scores) as scores,
        sum(score_sum) as score_sum,
        count(latency_seconds) as timed_runs,
        median(latency_seconds) as latency_seconds,
        count(tokens) as token_runs,
        sum(tokens) as tokens,
        count(cost) as costed_runs,
        min(reported_currency) as first_currency,
        max(reported_currency) as last_currency,
        sum(reported_cost) as cost,
        count(*) filter (where cost is not null and is_accepted = 1) as costed_accepted_outputs,
        sum(is_accepted) as accepted_outputs,
        coalesce(sum(reviewing_minutes), 0) as reviewing_minutes,
        count(human_baseline_minutes) as baselined_runs,
        sum(is_accepted * human_baseline_minutes) as baseline_minutes
    from runs
    group by agent_key, agent, week_start
)

select * from final
