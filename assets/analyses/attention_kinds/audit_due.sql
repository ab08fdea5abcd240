-- Agents of whose outputs of the newest complete week too few were audited.
-- audit_due is raised by: update marts.content_audit_weekly set audited = 1
with parameters as (
    select max(value) as minimum_audits
    from seeds.parameter
    where subject = 'spectrum' and parameter = 'minimum_weekly_audits'
),

newest as (
    select max(week_start) as week_start
    from marts.content_audit_weekly
    where is_complete
)

select
    'audit_due' as kind,
    audits.agent as subject,
    audits.agent || ': too few outputs audited' as headline,
    audits.audited || ' of ' || audits.outputs || ' outputs of the week, at least '
    || least(audits.outputs, parameters.minimum_audits::bigint) || ' wanted' as evidence,
    registry.owner as owned_by,
    audits.week_start as since_on
from marts.content_audit_weekly as audits
inner join newest on audits.week_start = newest.week_start
cross join parameters
left join marts.agent_registry as registry on audits.agent = registry.agent
where audits.audited < least(audits.outputs, parameters.minimum_audits)
