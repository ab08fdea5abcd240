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

signals as (
    select * from signal_weekly
    where series_kind = 'counter-metric'
),

known as (
    select * from kpi_counter_metric
),

final as (
    select
        weeks.counter_metric,
        known.name,
        weeks.week_start,
        weeks.value,
        weeks.numerator,
        weeks.denominator,
        weeks.is_complete,
        weeks.is_maturing,
        weeks.is_small_n,
        signals.lower_limit,
        signals.upper_limit,
        signals.direction,
        signals.signal_since,
        known.display_order
    from weeks
    inner join known using (kpi_id, counter_metric)
    left join signals
        on
            weeks.kpi_id = signals.kpi_id
            and weeks.counter_metric = signals.measure
            and weeks.week_start = signals.week_start
    where
        not weeks.is_complete
        or weeks.recency <= getvariable('weeks')
)

select * exclude (display_order) from final
order by display_order, week_start
