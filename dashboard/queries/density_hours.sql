-- How did people's logged hours divide into judgment, oversight and execution?
with

weeks as (
    select
        *,
        row_number() over (
            partition by is_complete
            order by week_start desc
        ) as recency
    from strategic_decision_density_weekly
    where segment_type = 'total'
),

final as (
    select
        week_start,
        is_complete,
        judgment_hours,
        oversight_hours,
        execution_hours,
        logged_hours,
        judgment_time_share,
        oversight_time_share,
        decisions,
        people,
        decisions_per_person,
        unmatched_share
    from weeks
    where
        not is_complete
        or recency <= getvariable('weeks')
)

select * from final
order by week_start
