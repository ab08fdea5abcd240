{%- set measures = [
    'success_rate', 'error_rate', 'escalation_rate', 'override_rate', 'edit_rate',
    'quality_score', 'latency_seconds', 'tokens_per_run'
] -%}
{%- set counts_of_runs = [
    'runs', 'ok_runs', 'error_runs', 'escalated_runs', 'cancelled_runs', 'reviewed_runs',
    'edited_runs', 'rejected_runs', 'scored_runs', 'timed_runs', 'token_runs', 'costed_runs',
    'accepted_outputs'
] -%}

with

agent_weeks as (
    select * from {{ ref('int_agent_weeks') }}
),

counted as (
    select * from {{ ref('int_agent_periods_counted') }}
),

measured as (
    select * from {{ ref('int_agent_periods_measured') }}
),

registry as (
    select * from {{ ref('agent_registry') }}
),

declared as (
    select * from {{ source('org', 'reporting') }}
),

declared_versions as (
    select * from {{ source('org', 'agent_version') }}
),

sign_offs as (
    select
        sign_offs.*,
        row_number() over (
            partition by sign_offs.agent, sign_offs.week_start
            order by sign_offs.signed_at desc
        ) as recency
    from {{ source('org', 'sign_off') }} as sign_offs
),

version_models as (
    select
        agent,
        version,
        max_by(model, from_day) as declared_model
    from declared_versions
    group by agent, version
),

final as (
    select
        agent_weeks.week_start,
        agent_weeks.agent,
        agent_weeks.is_complete,
        registry.workflow,
        counts.newest_version as agent_version,
        coalesce(counts.newest_model, version_models.declared_model) as model,  -- noqa: RF04
        registry.vendor,
        {%- for name in counts_of_runs %}
            cast(counts.{{ name }} as bigint) as {{ name }},
        {%- endfor %}
        {%- for name in measures %}
            this_week.{{ name }},
            earlier.{{ name }} as {{ name }}_before,
            this_week.{{ name }} - earlier.{{ name }} as {{ name }}_change,
        {%- endfor %}
        this_week.currency,
        this_week.cost,
        this_week.cost_per_run,
        -- amounts of different currencies are not compared
        case
            when coalesce(this_week.currency, earlier.currency) = earlier.currency
                then earlier.cost_per_run
        end as cost_per_run_before,
        case
            when this_week.currency = earlier.currency
                then this_week.cost_per_run - earlier.cost_per_run
        end as cost_per_run_change,
        this_week.cost_per_accepted_output,
        this_week.hours_saved,
        cast(earlier.weeks_with_runs as bigint) as weeks_before,
        case when not declared.hides_people then sign_offs.signed_by end as signed_by,
        sign_offs.signed_at
    from agent_weeks
    cross join declared
    inner join counted as counts
        on
            agent_weeks.agent = counts.agent
            and agent_weeks.week_start = counts.week_start
            and counts.period = 'week'
    inner join measured as this_week
        on
            agent_weeks.agent = this_week.agent
            and agent_weeks.week_start = this_week.week_start
            and this_week.period = 'week'
    inner join measured as earlier
        on
            agent_weeks.agent = earlier.agent
            and agent_weeks.week_start = earlier.week_start
            and earlier.period = 'before'
    left join registry on agent_weeks.agent = registry.agent
    left join version_models
        on
            agent_weeks.agent = version_models.agent
            and counts.newest_version = version_models.version
    left join sign_offs
        on
            agent_weeks.agent = sign_offs.agent
            and agent_weeks.week_start = sign_offs.week_start
            and sign_offs.recency = 1
)

select * from final
