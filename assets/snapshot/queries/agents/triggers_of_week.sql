-- Which escalation triggers fire, or have just recovered, in a week?
select
    agent,
    trigger_name,
    expression,
    state,
    firing_since,
    is_notified,
    detail
from escalation_trigger_weekly
where week_start = getvariable('week')
order by
    case state when 'fired' then 1 when 'firing' then 2 when 'recovered' then 3 else 4 end,
    agent,
    trigger_name
