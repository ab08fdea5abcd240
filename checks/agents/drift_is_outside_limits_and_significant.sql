-- asset: analysis.agent_drift_weekly
-- severity: error
-- claim: Drift lies outside its limits, was tested for significance, and has a direction.
-- broken by: update analysis.agent_drift_weekly set value = centre where is_drift

select week_start, agent, measure, value, lower_limit, upper_limit, p_value, q_value
from analysis.agent_drift_weekly
where
    (is_drift and value between lower_limit and upper_limit)
    or (is_drift and q_value is null)
    or is_drift <> (direction <> 'none')
    or q_value < p_value
