with

candidates as (
    select * from {{ ref('int_audit_candidates') }}
),

reviews as (
    select * from {{ ref('stg_reviews') }}
),

weeks as (
    select * from {{ ref('int_weeks') }}
),

reporting as (
    select * from {{ ref('int_reporting') }}
),

verdicts as (
    select
        reviews.subject_type,
        reviews.subject_key,
        reviews.verdict,
        reviews.source,
        row_number() over (
            partition by reviews.subject_type, reviews.subject_key
            order by reviews.reviewed_at desc, reviews.review_key desc
        ) as recency
    from reviews
    cross join reporting
    where
        reviews.reviewer_type = 'human'
        and reviews.verdict is not null
        and reviews.reviewed_at <= reporting.as_of
),

strata as (
    select
        agent,
        channel,
        min(week_start) as first_week
    from candidates
    group by agent, channel
),

stratum_weeks as (
    select
        strata.agent,
        strata.channel,
        weeks.week_start,
        weeks.is_complete
    from strata
    inner join weeks on strata.first_week <= weeks.week_start
),

final as (
    select
        stratum_weeks.week_start,
        stratum_weeks.agent,
        stratum_weeks.channel,
        stratum_weeks.is_complete,
        count(candidates.subject_key) as outputs,
        count(verdicts.verdict) as audited,
        count(*) filter (where verdicts.source = 'audit_worksheet') as drawn_audits,
        count(*) filter (where verdicts.verdict = 'approved') as passed
    from stratum_weeks
    left join candidates
        on
            stratum_weeks.agent = candidates.agent
            and stratum_weeks.channel = candidates.channel
            and stratum_weeks.week_start = candidates.week_start
    left join verdicts
        on
            candidates.subject_type = verdicts.subject_type
            and candidates.subject_key = verdicts.subject_key
            and verdicts.recency = 1
    group by
        stratum_weeks.week_start,
        stratum_weeks.agent,
        stratum_weeks.channel,
        stratum_weeks.is_complete
)

select * from final
