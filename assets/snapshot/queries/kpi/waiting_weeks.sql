-- Which weeks that are over still wait for an account, and which of the newest went without one?
with

totals as (
    select
        *,
        row_number() over (
            partition by kpi_id, is_complete
            order by week_start desc
        ) as recency
    from kpi_weekly
    where segment_type = 'total'
),

final as (
    select
        kpi_id,
        week_start,
        waiting_for,
        complete_without
    from totals
    where
        waiting_for is not null
        or (complete_without is not null and recency <= getvariable('weeks'))
)

select * from final
order by kpi_id, week_start
