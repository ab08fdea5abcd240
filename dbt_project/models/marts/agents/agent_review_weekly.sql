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

periods as (
    select * from {{ ref('agent_periods') }}
),

agents as (
    select * from {{ ref('agents') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

declared_versions as (
    select * from {{ source('org', 'agent_version') }}
),

sign_offs as (
    select * from {{ source('org', 'sign_off') }}
),

latest_sign_offs as (
    select
        {{ agent_key('agent') }} as agent_key,
        week_start,
        max(signed_at) as signed_at,
        max_by(signed_by, signed_at) as signed_by
    from sign_offs
    group by {{ agent_key('agent') }}, week_start
),

version_models as (
    select
        {{ agent_key('agent') }} as agent_key,
        version,
        max_by(model, from_day) as declared_model
    from declared_versions
    group by {{ agent_key('agent') }}, version
),

measured as (
    select
        *,
        cast(ok_runs as double) / nullif(runs, 0) as success_rate,
        cast(error_runs as double) / nullif(runs, 0) as error_rate,
        cast(escalated_runs as double) / nullif(runs, 0) as escalation_rate,
        cast(rejected_runs as double) / nullif(reviewed_runs, 0) as override_rate,
        cast(edited_runs as double) / nullif(reviewed_runs, 0) as edit_rate,
        cast(score_sum as double) / nullif(scores, 0) as quality_score,
        cast(tokens as double) / nullif(token_runs, 0) as tokens_per_run,
        case when currency is not null then cast(cost as double) end as total_cost,
        case when currency is not null then cast(cost as double) / nullif(costed_runs, 0) end
            as cost_per_run,
        case
            when currency is not null
                then cast(cost as double) / nullif(costed_accepted_outputs, 0)
        end as cost_per_accepted_output,
        case
            when runs > 0 and baselined_runs = runs
                then (cast(baseline_minutes as double) - cast(reviewing_minutes as double)) / 60
        end as hours_saved
    from periods
),

final as (
    select
        this_week.week_start,
        this_week.agent,
        this_week.is_complete,
        agents.workflow,
        this_week.newest_version as agent_version,
        coalesce(this_week.newest_model, version_models.declared_model) as model,  -- noqa: RF04
        agents.vendor,
        {%- for name in counts_of_runs %}
            cast(this_week.{{ name }} as bigint) as {{ name }},
        {%- endfor %}
        {%- for name in measures %}
            cast(this_week.{{ name }} as double) as {{ name }},
            cast(earlier.{{ name }} as double) as {{ name }}_before,
            cast(this_week.{{ name }} - earlier.{{ name }} as double) as {{ name }}_change,
        {%- endfor %}
        this_week.currency,
        this_week.total_cost as cost,
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
        {{ shown_name('latest_sign_offs.signed_by') }} as signed_by,
        latest_sign_offs.signed_at
    from measured as this_week
    inner join measured as earlier
        on
            this_week.agent_key = earlier.agent_key
            and this_week.week_start = earlier.week_start
            and earlier.period = 'before'
    cross join reporting
    left join agents on this_week.agent_key = agents.agent_key
    left join version_models
        on
            this_week.agent_key = version_models.agent_key
            and this_week.newest_version = version_models.version
    left join latest_sign_offs
        on
            this_week.agent_key = latest_sign_offs.agent_key
            and this_week.week_start = latest_sign_offs.week_start
    where this_week.period = 'week'
)

select * from final
