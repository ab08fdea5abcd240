-- Escalation triggers that are firing in the newest complete week.
with newest as (
    select max(week_start) as week_start from analysis.escalation_trigger_weekly
)

select
    'firing_trigger' as kind,
    triggers.agent || ', ' || triggers.trigger_name as subject,
    triggers.agent || ': the trigger ' || triggers.trigger_name || ' is firing' as headline,
    triggers.detail || '; declared as ' || triggers.expression as evidence,
    registry.owner as owned_by,
    triggers.firing_since as since_on
from analysis.escalation_trigger_weekly as triggers
inner join newest using (week_start)
left join marts.agent_registry as registry on triggers.agent = registry.agent
where triggers.state in ('fired', 'firing')
