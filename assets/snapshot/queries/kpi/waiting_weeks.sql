-- Which weeks that are over still wait for an account, and which went without one?
select
    kpi_id,
    week_start,
    waiting_for,
    complete_without
from kpi_weekly
where
    segment_type = 'total'
    and (
        waiting_for is not null
        or (complete_without is not null and week_start = (
            select max(newest.week_start)
            from kpi_headline as newest
            where newest.kpi_id = kpi_weekly.kpi_id
        ))
    )
order by week_start, kpi_id
