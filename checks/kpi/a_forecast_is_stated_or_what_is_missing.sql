-- asset: analysis.kpi_forecast
-- severity: error
-- claim: Every KPI has a forecast with its bounds in order, or says what is missing for one.
-- broken by: update analysis.kpi_forecast set statement = null

select kpi_id, statement, missing, earliest_on, reached_on, latest_on
from analysis.kpi_forecast
where
    (statement is null) = (missing is null)
    or earliest_on > reached_on
    or reached_on > latest_on
