-- Runs that asked for a person, and on which nobody has ruled.
-- open_escalation is raised by: update marts.agent_run set verdict = null where status =
--   'escalated'
select
    'open_escalation' as kind,
    runs.agent as subject,
    runs.agent || ': ' || count(*) || case when count(*) = 1 then ' run waits' else ' runs wait' end
    || ' for a person' as headline,
    'the oldest says: ' || coalesce(
        min_by(runs.escalation_reason, runs.started_at), 'no reason stated'
    ) as evidence,
    registry.owner as owned_by,
    min(runs.started_at)::date as since_on
from marts.agent_run as runs
left join marts.agent_registry as registry on runs.agent = registry.agent
where runs.status = 'escalated' and runs.verdict is null
group by runs.agent, registry.owner
