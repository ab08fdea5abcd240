-- Which measures of which agents have left their limits in a week?
select
    agent,
    measure,
    value,
    reference_value,
    lower_limit,
    upper_limit,
    observations,
    q_value,
    direction
from agent_drift_weekly
where
    week_start = getvariable('week')
    and is_drift
order by q_value
