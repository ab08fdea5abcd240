-- Which placements went live in the week?
select
    title,
    variant_id,
    channel,
    content_type,
    workflow,
    produced_by,
    agent,
    engagements,
    url,
    first_published_at at time zone 'UTC' at time zone getvariable('timezone') as published_local_at
from content_placement
where week_start = getvariable('week')
order by first_published_at, title, variant_id, channel
