-- Workflows in which agents do more by themselves than the organisation has declared.
with weeks as (
    select
        *,
        max(week_start) filter (where (level_gap > 0) is distinct from true)
            over (partition by workflow) as last_without,
        max(week_start) over () as newest_week
    from marts.workflow_level_weekly
    where is_complete
)

select
    workflow as subject,
    replace(workflow, '_', ' ') || ' works at level ' || max_by(observed_level, week_start)
    || ', and level ' || max_by(declared_level, week_start) || ' is declared' as headline,
    max_by(observed_reason, week_start) as evidence,
    max_by(owner_role, week_start) as owned_by,
    min(week_start) as since_on
from weeks
where week_start > coalesce(last_without, date '1900-01-01')
group by workflow, newest_week
having max(week_start) = newest_week
