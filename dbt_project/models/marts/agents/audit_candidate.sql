with

candidates as (
    select * from {{ ref('audit_candidates') }}
),

weeks as (
    select * from {{ ref('weeks') }}
),

complete_weeks as (
    select
        week_start,
        row_number() over (order by week_start desc) as recency
    from weeks
    where is_complete
),

final as (
    select
        candidates.subject_type,
        candidates.subject_key,
        candidates.agent,
        candidates.workflow,
        candidates.channel,
        candidates.title,
        candidates.author,
        candidates.week_start
    from candidates
    inner join complete_weeks on candidates.week_start = complete_weeks.week_start
    where complete_weeks.recency <= {{ parameter('governance', 'audit_candidate_weeks') }}
)

select * from final
