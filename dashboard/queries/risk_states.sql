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
order by
    case state when 'act' then 1 when 'watch' then 2 when 'ok' then 3 else 4 end,
    risk asc
