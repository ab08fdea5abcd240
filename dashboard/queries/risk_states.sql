-- How is each risk, and what is the next step?
select
    risk,
    state,
    reason,
    evidence,
    next_step,
    week_start
from risk_state
where week_start = getvariable('week')
order by risk
