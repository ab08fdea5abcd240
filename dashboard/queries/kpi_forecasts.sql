-- When does each KPI reach its target, at the pace of its last weeks?
select
    kpi_id,
    target_value,
    target_until,
    level,
    pace_per_week,
    lowest_pace,
    highest_pace,
    is_reached,
    reached_on,
    earliest_on,
    latest_on,
    statement,
    missing
from kpi_forecast
order by kpi_id
