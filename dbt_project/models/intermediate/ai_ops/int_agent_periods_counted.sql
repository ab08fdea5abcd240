with

agent_weeks as (
    select * from {{ ref('int_agent_weeks') }}
),

runs as (
    select * from {{ ref('int_agent_runs_judged') }}
),

periods as (
    select
        agent,
        week_start,
        'week' as period,
        week_start as from_week,
        week_start as until_week
    from agent_weeks
    union all
    select
        agent,
        week_start,
        'before' as period,
        cast({{ dbt.dateadd(
            'week', '-cast(' ~ parameter('review_weeks_before', 'governance') ~ ' as integer)',
            'week_start'
        ) }} as date) as from_week,
        cast({{ dbt.dateadd('week', -1, 'week_start') }} as date) as until_week
    from agent_weeks
),

period_runs as (
    select
        periods.agent,
        periods.week_start,
        periods.period,
        runs.week_start as run_week,
        runs.run_key,
        runs.run_number,
        runs.agent_version,
        runs.model,
        runs.status,
        runs.verdict,
        runs.reviewing_minutes,
        runs.score_sum,
        runs.scores,
        runs.latency_seconds,
        runs.tokens,
        runs.cost,
        runs.currency,
        runs.is_accepted,
        runs.human_baseline_minutes
    from periods
    left join runs
        on
            periods.agent = runs.agent
            and periods.from_week <= runs.week_start
            and periods.until_week >= runs.week_start
),

final as (
    select
        agent,
        week_start,
        period,
        count(run_key) as runs,
        count(distinct run_week) as weeks_with_runs,
        max_by(agent_version, run_number) filter (where agent_version is not null)
            as newest_version,
        max_by(model, run_number) filter (where model is not null) as newest_model,
        count(*) filter (where status = 'ok') as ok_runs,
        count(*) filter (where status = 'error') as error_runs,
        count(*) filter (where status = 'escalated') as escalated_runs,
        count(*) filter (where status = 'cancelled') as cancelled_runs,
        count(verdict) as reviewed_runs,
        count(*) filter (where verdict = 'edited') as edited_runs,
        count(*) filter (where verdict = 'rejected') as rejected_runs,
        count(*) filter (where scores > 0) as scored_runs,
        coalesce(sum(scores), 0) as scores,
        sum(score_sum) as score_sum,
        count(latency_seconds) as timed_runs,
        median(latency_seconds) as latency_seconds,
        count(tokens) as token_runs,
        sum(tokens) as tokens,
        count(cost) as costed_runs,
        count(distinct currency) as currencies,
        max(currency) as any_currency,
        sum(cost) as cost_sum,
        count(*) filter (where cost is not null and is_accepted = 1) as costed_accepted_outputs,
        coalesce(sum(is_accepted), 0) as accepted_outputs,
        coalesce(sum(reviewing_minutes), 0) as reviewing_minutes,
        count(*) filter (where human_baseline_minutes is not null) as baselined_runs,
        sum(is_accepted * human_baseline_minutes) as baseline_minutes
    from period_runs
    group by agent, week_start, period
)

select * from final
