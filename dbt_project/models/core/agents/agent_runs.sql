with

runs as (
    select * from {{ ref('stg_agent_runs') }}
),

reviews as (
    select * from {{ ref('reviews') }}
),

workflows as (
    select * from {{ source('org', 'workflow') }}
),

agents as (
    select * from {{ ref('agents') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

rates as (
    select * from {{ ref('exchange_rates') }}
),

-- few names stand for many runs
names as (
    select
        runs.agent as stated_agent,
        agents.agent_key,
        agents.agent,
        agents.declared_workflow
    from (select distinct agent from runs) as runs
    inner join agents on {{ agent_key('runs.agent') }} = agents.agent_key
),

reviewed as (
    select
        subject_key as run_key,
        max(case when is_latest_verdict then verdict end) as verdict,
        max(case when is_latest_verdict then reviewer end) as reviewer,
        sum(case when is_human then minutes end) as reviewing_minutes,
        sum(score) as score_sum,
        count(score) as scores
    from reviews
    where subject_type = 'agent_run'
    group by subject_key
),

known as (
    select
        runs.*,
        names.agent_key,
        names.agent as known_agent,
        coalesce(runs.workflow, names.declared_workflow) as known_workflow
    from runs
    cross join reporting
    inner join names on runs.agent = names.stated_agent
    where runs.started_at <= reporting.as_of
),

final as (
    select
        known.run_key,
        known.run_id,
        known.agent_key,
        known.known_agent as agent,
        known.agent_version,
        known.known_workflow as workflow,
        known.workflow as stated_workflow,
        known.model,
        known.provider,
        known.status,
        known.escalation_reason,
        known.subject_key,
        known.parent_run_key,
        known.source,
        known.account,
        known.started_at,
        known.ended_at,
        known.started_week as week_start,
        reviewed.verdict,
        {{ shown_name('reviewed.reviewer') }} as reviewer,
        reviewed.reviewing_minutes,
        reviewed.score_sum,
        coalesce(reviewed.scores, 0) as scores,
        case
            when known.ended_at >= known.started_at
                then
                    {{ dbt.datediff('known.started_at', 'known.ended_at', 'millisecond') }} / 1000.0
        end as latency_seconds,
        case
            when known.input_tokens is not null or known.output_tokens is not null
                then coalesce(known.input_tokens, 0) + coalesce(known.output_tokens, 0)
        end as tokens,
        known.cost,
        case when known.cost is not null then coalesce(known.currency, 'unknown') end as currency,
        {{ converted('known.cost') }} as reported_cost,
        case
            when known.cost is not null
                then coalesce(rates.reporting_currency, known.currency, 'unknown')
        end as reported_currency,
        case
            when known.status = 'ok' and coalesce(reviewed.verdict, 'approved') <> 'rejected' then 1
            else 0
        end as is_accepted,
        workflows.human_baseline_minutes
    from known
    cross join reporting
    left join reviewed on known.run_key = reviewed.run_key
    left join workflows on known.known_workflow = workflows.workflow
    left join rates
        on {{ rate_holds(
            'known.currency', 'cast(' ~ reporting_time('known.started_at') ~ ' as date)'
        ) }}
)

select * from final
