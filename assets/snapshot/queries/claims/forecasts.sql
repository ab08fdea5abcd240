-- When does each KPI reach its target, at the pace of its last weeks?
with

forecasts as (
    select * from kpi_forecast
),

definitions as (
    select
        kpi_id,
        min(display_order) as display_order
    from kpi_definition
    group by kpi_id
),

final as (
    select
        forecasts.kpi_id,
        forecasts.level,
        forecasts.pace_per_week,
        forecasts.lowest_pace,
        forecasts.highest_pace,
        forecasts.target_value,
        forecasts.target_until,
        forecasts.is_reached,
        forecasts.reached_on,
        forecasts.earliest_on,
        forecasts.latest_on,
        forecasts.statement,
        forecasts.missing,
        definitions.display_order
    from forecasts
    inner join definitions on forecasts.kpi_id = definitions.kpi_id
)

select * exclude (display_order) from final
order by display_order
