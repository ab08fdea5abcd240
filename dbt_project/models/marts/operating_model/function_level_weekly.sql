with

weeks as (
    select * from {{ ref('weeks') }}
),

declared as (
    select * from {{ source('org', 'marketing_function') }}
),

observed as (
    select *
    from {{ ref('levels_observed') }}
    where scope = 'function'
),

ids as (
    select function_id
    from declared
    union
    select subject as function_id
    from observed
),

final as (
    select
        weeks.week_start,
        ids.function_id,
        declared.name,
        weeks.is_complete,
        cast(coalesce(observed.workflows, 0) as bigint) as workflows,
        cast(observed.observed_level as integer) as observed_level,
        cast(observed.observed_rule as integer) as observed_rule,
        coalesce(observed.observed_reason, 'no workflow belongs to it') as observed_reason,
        cast(coalesce(observed.outputs, 0) as bigint) as outputs,
        cast(coalesce(observed.agent_outputs, 0) as bigint) as agent_outputs,
        cast(coalesce(observed.human_outputs, 0) as bigint) as human_outputs,
        observed.agent_share,
        cast(coalesce(observed.reviewed_outputs, 0) as bigint) as reviewed_outputs,
        observed.reviewed_share,
        cast(coalesce(observed.changed_outputs, 0) as bigint) as changed_outputs,
        observed.changed_share,
        cast(coalesce(observed.agent_runs, 0) as bigint) as agent_runs,
        cast(coalesce(observed.escalated_runs, 0) as bigint) as escalated_runs,
        observed.escalated_share
    from weeks
    cross join ids
    left join declared on ids.function_id = declared.function_id
    left join observed
        on
            weeks.week_start = observed.week_start
            and ids.function_id = observed.subject
)

select * from final
