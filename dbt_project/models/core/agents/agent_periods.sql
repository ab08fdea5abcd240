{%- set counts = [
    'runs', 'ok_runs', 'error_runs', 'escalated_runs', 'cancelled_runs', 'reviewed_runs',
    'edited_runs', 'rejected_runs', 'scored_runs', 'scores', 'timed_runs', 'token_runs',
    'costed_runs', 'costed_accepted_outputs', 'accepted_outputs', 'reviewing_minutes',
    'baselined_runs'
] -%}
{%- set sums = ['score_sum', 'tokens', 'cost', 'baseline_minutes'] -%}

with

agent_weeks as (
    select * from {{ ref('agent_weeks') }}
),

runs as (
    select * from {{ ref('agent_runs') }}
),

weeks as (
    select * from {{ ref('weeks') }}
),

bounds as (
    select cast({{ parameter('governance', 'review_weeks_before') }} as integer) as weeks_before
),

first_weeks as (
    select
        agent_key,
        agent,
        min(week_start) as first_week
    from agent_weeks
    group by agent_key, agent
),

reviewed_weeks as (
    select
        first_weeks.agent_key,
        first_weeks.agent,
        weeks.week_start,
        weeks.is_complete,
        cast({{ dbt.dateadd('week', '-bounds.weeks_before', 'weeks.week_start') }} as date)
            as first_week_before
    from first_weeks
    inner join weeks on first_weeks.first_week <= weeks.week_start
    cross join bounds
),

periods as (
    select
        *,
        'week' as period,
        week_start as from_week,
        week_start as until_week
    from reviewed_weeks
    union all
    select
        *,
        'before' as period,
        first_week_before as from_week,
        cast({{ dbt.dateadd('week', -1, 'week_start') }} as date) as until_week
    from reviewed_weeks
),

-- a median can't be put together from those of the weeks
medians_before as (
    select
        reviewed_weeks.agent_key,
        reviewed_weeks.week_start,
        median(runs.latency_seconds) as latency_seconds
    from reviewed_weeks
    inner join runs
        on
            reviewed_weeks.agent_key = runs.agent_key
            and reviewed_weeks.first_week_before <= runs.week_start
            and reviewed_weeks.week_start > runs.week_start
    where runs.latency_seconds is not null
    group by reviewed_weeks.agent_key, reviewed_weeks.week_start
),

final as (
    select
        periods.agent_key,
        periods.agent,
        periods.week_start,
        periods.period,
        periods.is_complete,
        count(agent_weeks.week_start) as weeks_with_runs,
        {%- for name in counts %}
            coalesce(sum(agent_weeks.{{ name }}), 0) as {{ name }},
        {%- endfor %}
        {%- for name in sums %}
            sum(agent_weeks.{{ name }}) as {{ name }},
        {%- endfor %}
        max_by(agent_weeks.newest_version, agent_weeks.week_start) as newest_version,
        max_by(agent_weeks.newest_model, agent_weeks.week_start) as newest_model,
        case
            when periods.period = 'week' then max(agent_weeks.latency_seconds)
            else max(medians_before.latency_seconds)
        end as latency_seconds,
        -- amounts of several currencies are not added up
        case
            when min(agent_weeks.first_currency) = max(agent_weeks.last_currency)
                then max(agent_weeks.last_currency)
        end as currency
    from periods
    left join agent_weeks
        on
            periods.agent_key = agent_weeks.agent_key
            and periods.from_week <= agent_weeks.week_start
            and periods.until_week >= agent_weeks.week_start
    left join medians_before
        on
            periods.agent_key = medians_before.agent_key
            and periods.week_start = medians_before.week_start
    group by
        periods.agent_key,
        periods.agent,
        periods.week_start,
        periods.period,
        periods.is_complete
)

select * from final
