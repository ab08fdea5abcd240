-- Which changes of the week fit no active campaign, and why?
select
    reason,
    actor_type,
    actor,
    category,
    description,
    changed_at at time zone 'UTC' at time zone getvariable('timezone') as changed_local_at,
    coalesce(campaign_name, campaign_key) as campaign
from unattributed_change
where week_start = getvariable('week')
order by changed_at
