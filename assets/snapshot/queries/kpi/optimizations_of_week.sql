-- Which optimizations were made in the week?
select
    campaign_name,
    channel,
    workflow,
    actor_type,
    actor,
    category,
    changes,
    description,
    cost_per_conversion_before,
    cost_per_conversion_after,
    optimized_at at time zone 'UTC' at time zone getvariable('timezone') as optimized_local_at,
    case is_improved when 1 then 'yes' when 0 then 'no' end as improved
from campaign_optimization
where week_start = getvariable('week')
order by optimized_at, campaign_name
