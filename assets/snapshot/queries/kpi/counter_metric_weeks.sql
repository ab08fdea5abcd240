-- What kept one KPI honest, week by week?
with

complete as (
    select
        week_start,
        is_complete
    from kpi_weekly
    where
        kpi_id = getvariable('kpi_id')
        and segment_type = 'total'
),

weeks as (
    select
        kpi_counter_metric_weekly.*,
        complete.is_complete,
        dense_rank() over (
            partition by complete.is_complete
            order by kpi_counter_metric_weekly.week_start desc
        ) as recency
    from kpi_counter_metric_weekly
    inner join complete using (week_start)
    where kpi_counter_metric_weekly.kpi_id = getvariable('kpi_id')
),

final as (
    select
        counter_metric,
        week_start,
        value,
        numerator,
        denominator,
        is_complete
    from weeks
    where
        not is_complete
        or recency <= getvariable('weeks')
)

select * from final
order by counter_metric, week_start
