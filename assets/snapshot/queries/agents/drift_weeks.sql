-- Where have agents drifted, and when?
select
    week_start,
    agent,
    measure,
    value,
    reference_value,
    direction
from agent_drift_weekly
where is_drift
order by week_start desc, agent asc, measure asc
