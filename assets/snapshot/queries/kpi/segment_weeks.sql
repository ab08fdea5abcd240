-- How did one KPI go, week by week, in each of its segments?
with

of_kpi as (
    select * from kpi_weekly
    where kpi_id = getvariable('kpi_id')
),

ranked as (
    select
        *,
        dense_rank() over (
            partition by is_complete
            order by week_start desc
        ) as recency
    from of_kpi
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
    from ranked
    where
        segment_type <> 'total'
        and (not is_complete or recency <= getvariable('weeks'))
)

select * from final
order by segment_type, segment, week_start
