with

audits as (
    select * from {{ ref('int_audits_counted') }}
),

summed as (
    select
        week_start,
        agent,
        is_complete,
        sum(outputs) as outputs,
        sum(audited) as audited,
        sum(drawn_audits) as drawn_audits,
        sum(passed) as passed,
        {{ parameter('wilson_z') }} as z
    from audits
    group by week_start, agent, is_complete
),

final as (
    select
        week_start,
        agent,
        is_complete,
        cast(outputs as bigint) as outputs,
        cast(audited as bigint) as audited,
        cast(drawn_audits as bigint) as drawn_audits,
        cast(passed as bigint) as passed,
        cast(passed as double) / nullif(audited, 0) as pass_share,
        cast({{ wilson_bound('passed', 'audited', 'z', '-1') }} as double) as pass_low,
        cast({{ wilson_bound('passed', 'audited', 'z', '1') }} as double) as pass_high
    from summed
)

select * from final
