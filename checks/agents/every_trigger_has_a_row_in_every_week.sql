-- asset: analysis.escalation_trigger_weekly
-- severity: error
-- claim: Each declared trigger has a row for each complete week.
-- broken by: delete from analysis.escalation_trigger_weekly where week_start = ( select
--   max(week_start) from marts.kpi_weekly where is_complete and segment_type = 'total' )

with prep_1 as (
    select week_start from marts.reporting_week
    where is_complete
)

select agent, trigger_name, week_start
from org.escalation_trigger
cross join prep_1
anti join analysis.escalation_trigger_weekly using (agent, trigger_name, week_start)
