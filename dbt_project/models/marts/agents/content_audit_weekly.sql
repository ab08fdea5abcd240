with

candidates as (
    select * from {{ ref('audit_candidates') }}
),

reviews as (
    select * from {{ ref('reviews') }}
),

weeks as (
    select * from {{ ref('weeks') }}
),

outputs as (
    select
        candidates.agent,
        candidates.week_start,
        count(*) as outputs,
        count(reviews.review_key) as audited,
        count(*) filter (where reviews.source = 'audit_worksheet') as drawn_audits,
        count(*) filter (where reviews.verdict = 'approved') as passed
    from candidates
    left join reviews
        on
            candidates.subject_type = reviews.subject_type
            and candidates.subject_key = reviews.subject_key
            and reviews.is_latest_verdict
    group by candidates.agent, candidates.week_start
),

first_weeks as (
    select
        agent,
        min(week_start) as first_week
    from outputs
    group by agent
),

counted as (
    select
        weeks.week_start,
        first_weeks.agent,
        weeks.is_complete,
        coalesce(outputs.outputs, 0) as outputs,
        coalesce(outputs.audited, 0) as audited,
        coalesce(outputs.drawn_audits, 0) as drawn_audits,
        coalesce(outputs.passed, 0) as passed,
        {{ parameter('kpi', 'wilson_z') }} as z
    from first_weeks
    inner join weeks on first_weeks.first_week <= weeks.week_start
    left join outputs
        on
            first_weeks.agent = outputs.agent
            and weeks.week_start = outputs.week_start
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
    from counted
)

select * from final
