-- Which items and rulings did people complete in the week?
select
    title,
    class,
    kind,
    classified_by,
    role,
    assignee,
    workflow,
    project,
    hours,
    completed_at at time zone 'UTC' at time zone getvariable('timezone') as completed_local_at,
    undone_at at time zone 'UTC' at time zone getvariable('timezone') as undone_local_at,
    case is_reversed when 1 then 'yes' when 0 then 'no' end as reversed
from human_work_item
where week_start = getvariable('week')
order by class desc, completed_at asc, title asc
