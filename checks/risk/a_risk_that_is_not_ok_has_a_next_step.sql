-- asset: analysis.risk_state
-- severity: error
-- claim: Every risk that is not ok has a next step.
-- broken by: update analysis.risk_state set next_step = null

select risk, week_start, state, measure, next_step
from analysis.risk_state
where (state = 'ok') = (next_step is not null)
