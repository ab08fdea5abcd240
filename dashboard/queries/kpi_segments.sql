-- How did one KPI go, week by week, in each of its slices?
with

weeks as (
    select
        *,
        dense_rank() over (
            partition by is_complete
            order by week_start desc
        ) as recency
    from kpi_weekly
    where kpi_id = getvariable('kpi_id')
),

final as (
    select
        segment_type,
        segment,
        week_start,
        value,
        numerator,
        denominator,
        is_complete,
        is_maturing,
        is_small_n
    from weeks
    where
        segment_type <> 'total'
        and (not is_complete or recency <= getvariable('weeks'))
)

select * from final
order by segment_type, segment, week_start
