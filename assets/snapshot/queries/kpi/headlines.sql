-- Where does each KPI stand in the last complete week?
with

headlines as (
    select * from kpi_headline
),

baselines as (
    select * from kpi_baseline
),

weeks as (
    select
        kpi_id,
        week_start,
        complete_without
    from kpi_weekly
    where segment_type = 'total'
),

final as (
    select
        headlines.kpi_id,
        headlines.week_start,
        headlines.value,
        headlines.numerator,
        headlines.denominator,
        headlines.is_maturing,
        headlines.is_small_n,
        weeks.complete_without,
        headlines.previous_value,
        headlines.change,
        headlines.change_share,
        headlines.baseline_value,
        baselines.baseline_weeks,
        baselines.recent_weeks,
        baselines.recent_value,
        headlines.multiple,
        headlines.target_value,
        headlines.final_target_value,
        headlines.target_until,
        headlines.target_gap,
        headlines.replaced_value,
        headlines.replaced_value - headlines.replaced_previous_value as replaced_change
    from headlines
    left join baselines on headlines.kpi_id = baselines.kpi_id
    left join weeks
        on headlines.kpi_id = weeks.kpi_id and headlines.week_start = weeks.week_start
)

select * from final
