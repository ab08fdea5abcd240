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

arrival as (
    select
        max(value) filter (where parameter = 'judgment_time_share_target') as judgment_target,
        max(value) filter (where parameter = 'oversight_time_share_target') as oversight_target
    from parameter
    where subject = 'claim'
),

final as (
    select
        weeks.week_start,
        weeks.is_complete,
        weeks.judgment_hours,
        weeks.oversight_hours,
        weeks.execution_hours,
        weeks.logged_hours,
        weeks.judgment_time_share,
        weeks.oversight_time_share,
        weeks.decisions,
        weeks.people,
        weeks.decisions_per_person,
        weeks.unmatched_share,
        arrival.judgment_target,
        arrival.oversight_target
    from weeks
    cross join arrival
    where
        not weeks.is_complete
        or weeks.recency <= getvariable('weeks')
)

select * from final
order by week_start
