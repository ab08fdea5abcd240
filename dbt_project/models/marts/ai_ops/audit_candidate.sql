with

candidates as (
    select * from {{ ref('int_audit_candidates') }}
),

weeks as (
    select * from {{ ref('int_weeks') }}
),

complete_weeks as (
    select
        week_start,
        row_number() over (order by week_start desc) as recency
    from weeks
    where is_complete
),

declared as (
    select * from {{ source('org', 'reporting') }}
),

final as (
    select
        candidates.subject_type,
        candidates.subject_key as subject_id,
        candidates.agent,
        candidates.workflow,
        candidates.channel,
        candidates.title,
        case when not declared.hides_people then candidates.author end as author,  -- noqa: RF04
        candidates.week_start
    from candidates
    cross join declared
    inner join complete_weeks on candidates.week_start = complete_weeks.week_start
    where complete_weeks.recency <= {{ parameter('audit_candidate_weeks', 'governance') }}
)

select * from final
