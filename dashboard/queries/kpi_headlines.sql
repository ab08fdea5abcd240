-- Where does each KPI stand in the last complete week?
with

final as (
    select
        kpi_headline.kpi_id,
        kpi_headline.week_start,
        kpi_headline.value,
        kpi_headline.numerator,
        kpi_headline.denominator,
        kpi_headline.is_maturing,
        kpi_headline.is_small_n,
        kpi_headline.previous_value,
        kpi_headline.change,
        kpi_headline.change_share,
        kpi_headline.baseline_value,
        kpi_baseline.baseline_weeks,
        kpi_baseline.recent_weeks,
        kpi_baseline.recent_value,
        kpi_headline.multiple,
        kpi_headline.target_value,
        kpi_headline.final_target_value,
        kpi_headline.target_until,
        kpi_headline.target_gap,
        kpi_headline.old_value,
        kpi_headline.old_value - kpi_headline.old_previous_value as old_change
    from kpi_headline
    left join kpi_baseline using (kpi_id)
)

select * from final
