-- How is each risk, the most urgent first, and what is the next step?
select
    week_start,
    risk,
    state,
    reason,
    evidence,
    next_step
from risk_state
where week_start = getvariable('week')
order by
    case state when 'act' then 1 when 'watch' then 2 when 'ok' then 3 else 4 end,
    risk asc
