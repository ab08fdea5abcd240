-- Where does each KPI stand in the last complete week?
with

headlines as (
    select * from kpi_headline
),

baselines as (
    select
        kpi_id,
        recent_weeks,
        recent_value
    from kpi_baseline
),

final as (
    select
        headlines.*,
        baselines.recent_weeks,
        baselines.recent_value,
        headlines.old_value - headlines.old_previous_value as old_change
    from headlines
    left join baselines using (kpi_id)
)

select * from final
