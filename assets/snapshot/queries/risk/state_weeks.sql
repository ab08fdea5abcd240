-- How did the state of each risk go, week by week?
select
    risk,
    week_start,
    state
from risk_state
order by risk, week_start
