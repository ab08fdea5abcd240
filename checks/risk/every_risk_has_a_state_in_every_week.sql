-- asset: analysis.risk_state
-- severity: error
-- claim: Each risk has a state in each complete week.
-- broken by: delete from analysis.risk_state where risk = 'agent_dependency'

select risk, week_start
from (select distinct risk from seeds.risk_rule)
cross join (select week_start from marts.reporting_week where is_complete)
anti join analysis.risk_state using (risk, week_start)
