with

pairs as (
    select * from {{ ref('int_weeks_looking_back') }}
),

reviews as (
    select * from {{ ref('int_run_reviews_attributed') }}
),

-- a run counts in the week of its first review, and passed if nobody ever changed it
judged as (
    select
        run_key,
        min(week_start) as week_start,
        min(case when verdict = 'approved' then 1 else 0 end) as is_passed
    from reviews
    group by run_key
),

final as (
    select
        pairs.week_start,
        count(judged.run_key) as reviewed_runs,
        coalesce(sum(judged.is_passed), 0) as passed_unedited_runs
    from pairs
    left join judged on pairs.earlier_week = judged.week_start
    where pairs.is_recent
    group by pairs.week_start
)

select * from final
