-- Agents that ran and that nobody has declared.
-- unregistered_agent is raised by: update marts.agent_registry set is_registered = false
select
    'unregistered_agent' as kind,
    agent as subject,
    agent || ' runs, and nobody has declared it' as headline,
    runs || ' runs so far' as evidence,
    null as owned_by,
    first_run_week as since_on
from marts.agent_registry
where not is_registered
