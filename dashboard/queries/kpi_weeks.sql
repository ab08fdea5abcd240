-- How did each KPI and its old metric go, week by week, against the path to the target?
with

weeks as (
    select
        kpi_weekly.*,
        row_number() over (
            partition by kpi_weekly.kpi_id, kpi_weekly.is_complete
            order by kpi_weekly.week_start desc
        ) as recency
    from kpi_weekly
    where kpi_weekly.segment_type = 'total'
),

final as (
    select
        weeks.kpi_id,
        weeks.week_start,
        weeks.value,
        weeks.numerator,
        weeks.denominator,
        weeks.old_value,
        weeks.is_complete,
        weeks.is_maturing,
        weeks.is_small_n,
        weeks.definition_version,
        kpi_target_weekly.target_value
    from weeks
    left join kpi_target_weekly
        on
            weeks.kpi_id = kpi_target_weekly.kpi_id
            and weeks.week_start = kpi_target_weekly.week_start
    where
        not weeks.is_complete
        or weeks.recency <= getvariable('weeks')
)

select * from final
order by kpi_id, week_start
