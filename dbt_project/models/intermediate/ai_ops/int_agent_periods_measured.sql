with

counted as (
    select * from {{ ref('int_agent_periods_counted') }}
),

final as (
    select
        agent,
        week_start,
        period,
        weeks_with_runs,
        cast(ok_runs as double) / nullif(runs, 0) as success_rate,
        cast(error_runs as double) / nullif(runs, 0) as error_rate,
        cast(escalated_runs as double) / nullif(runs, 0) as escalation_rate,
        cast(rejected_runs as double) / nullif(reviewed_runs, 0) as override_rate,
        cast(edited_runs as double) / nullif(reviewed_runs, 0) as edit_rate,
        cast(score_sum as double) / nullif(scores, 0) as quality_score,
        cast(latency_seconds as double) as latency_seconds,
        cast(tokens as double) / nullif(token_runs, 0) as tokens_per_run,
        -- amounts of several currencies are not added up
        case when currencies = 1 then any_currency end as currency,
        case when currencies = 1 then cast(cost_sum as double) end as cost,
        case when currencies = 1 then cast(cost_sum as double) / nullif(costed_runs, 0) end
            as cost_per_run,
        case
            when currencies = 1
                then cast(cost_sum as double) / nullif(costed_accepted_outputs, 0)
        end as cost_per_accepted_output,
        case
            when runs > 0 and baselined_runs = runs
                then (cast(baseline_minutes as double) - cast(reviewing_minutes as double)) / 60
        end as hours_saved
    from counted
)

select * from final
