-- Workflows that should move down, may move up, or work above their declared level, since when.
-- workflow_to_move_up is raised by: update marts.workflow_level_weekly set may_move_up = true
with weeks as (
    select * from marts.workflow_level_weekly
    where is_complete
),

findings as (
    select
        'workflow_to_move_down' as kind,
        should_move_down as holds,
        'should move down from level ' || declared_level as finding,
        move_reason as evidence,
        *
    from weeks
    union all
    select
        'workflow_to_move_up' as kind,
        may_move_up as holds,
        'may move up from level ' || declared_level as finding,
        move_reason as evidence,
        *
    from weeks
    union all
    select
        'workflow_above_its_level' as kind,
        level_gap > 0 as holds,
        'works at level ' || observed_level || ', and level ' || declared_level || ' is declared'
            as finding,
        observed_reason as evidence,
        *
    from weeks
),

dated as (
    select
        *,
        max(week_start) filter (where holds is distinct from true)
            over (partition by kind, workflow) as last_otherwise,
        max(week_start) over () as newest_week
    from findings
)

select
    kind,
    workflow as subject,
    replace(workflow, '_', ' ') || ' ' || max_by(finding, week_start) as headline,
    max_by(evidence, week_start) as evidence,
    max_by(owner_role, week_start) as owned_by,
    min(week_start) as since_on
from dated
where week_start > coalesce(last_otherwise, date '1900-01-01')
group by kind, workflow, newest_week
having max(week_start) = newest_week
