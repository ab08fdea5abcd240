{{ config(materialized='ephemeral') }}

with

windows as (
    select * from {{ ref('week_windows') }}
),

reviews as (
    select * from {{ ref('reviews') }}
),

runs as (
    select * from {{ ref('agent_runs') }}
),

-- a run counts in the week of its first review, and passed if nobody ever changed it
passed as (
    select
        runs.run_key,
        min(reviews.week_start) as week_start,
        min(case when reviews.verdict = 'approved' then 1 else 0 end) as is_passed
    from reviews
    inner join runs on reviews.subject_key = runs.run_key
    where
        reviews.subject_type = 'agent_run'
        and reviews.is_human_verdict
    group by runs.run_key
),

final as (
    select
        windows.week_start,
        count(passed.run_key) as reviewed_runs,
        coalesce(sum(passed.is_passed), 0) as passed_unedited_runs
    from windows
    left join passed on windows.earlier_week = passed.week_start
    where windows.is_recent
    group by windows.week_start
)

select * from final
