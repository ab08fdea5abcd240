-- Workflows that may move up from their declared level.
-- raised by: update marts.workflow_level_weekly set may_move_up = true
with weeks as (
    select
        *,
        max(week_start) filter (where may_move_up is distinct from true)
            over (partition by workflow) as last_without,
        max(week_start) over () as newest_week
    from marts.workflow_level_weekly
    where is_complete
)

select
    workflow as subject,
    replace(workflow, '_', ' ') || ' may move up from level ' || max_by(declared_level, week_start)
        as headline,
    max_by(move_reason, week_start) as evidence,
    max_by(owner_role, week_start) as owned_by,
    min(week_start) as since_on
from weeks
where week_start > coalesce(last_without, date '1900-01-01')
group by workflow, newest_week
having max(week_start) = newest_week
