-- Is a KPI within the limits of its own process, week by week?
with

weeks as (
    select
        *,
        row_number() over (order by week_start desc) as recency
    from signal_weekly
    where
        series_kind = 'kpi'
        and kpi_id = getvariable('kpi_id')
),

final as (
    select
        week_start,
        true as is_complete,
        value,
        centre,
        lower_limit,
        upper_limit,
        rule,
        signal_since,
        direction,
        base_number,
        missing
    from weeks
    where recency <= getvariable('weeks')
)

select * from final
order by week_start
