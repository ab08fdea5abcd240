-- asset: analysis.escalation_trigger_weekly
-- severity: error
-- claim: Each declared trigger has a row for each week in which a KPI is complete.
-- broken by: delete from analysis.escalation_trigger_weekly where week_start = ( select
--   max(week_start) from marts.kpi_weekly where is_complete and segment_type = 'total' )

with weeks as (
    select distinct week_start from marts.kpi_weekly
    where is_complete
)

select agent, trigger_name, week_start
from org.escalation_trigger
cross join weeks
anti join analysis.escalation_trigger_weekly using (agent, trigger_name, week_start)
