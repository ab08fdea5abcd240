-- Agents without a playbook, and playbooks that nobody has reviewed for too long.
select
    'stale_playbook' as kind,
    agent as subject,
    agent || case
        when is_documented then ': its playbook was reviewed too long ago'
        else ': it has no playbook'
    end as headline,
    case
        when is_documented then 'last reviewed ' || playbook_age_days || ' days ago'
        else 'nothing says what it does, and who takes over'
    end as evidence,
    owner as owned_by,
    last_reviewed_on as since_on
from marts.agent_registry
where is_playbook_stale or not is_documented
