-- Agents of which a measure has drifted for the worse in the newest complete week.
-- agent_drift is raised by: update analysis.agent_drift_weekly set is_drift = true, direction =
--   'worse' where measure = 'error_rate'
with weeks as (
    select
        *,
        max(week_start) filter (where not (is_drift and direction = 'worse'))
            over (partition by agent, measure) as last_without,
        max(week_start) over () as newest_week
    from analysis.agent_drift_weekly
)

select
    'agent_drift' as kind,
    weeks.agent || ', ' || weeks.measure as subject,
    weeks.agent || ': ' || lower(replace(weeks.measure, '_', ' ')) || ' has drifted' as headline,
    'now ' || round(max_by(weeks.value, weeks.week_start), 3) || ', before '
    || round(max_by(weeks.reference_value, weeks.week_start), 3) as evidence,
    registry.owner as owned_by,
    min(weeks.week_start) as since_on
from weeks
left join marts.agent_registry as registry on weeks.agent = registry.agent
where weeks.week_start > coalesce(weeks.last_without, date '1900-01-01')
group by weeks.agent, weeks.measure, registry.owner, weeks.newest_week
having max(weeks.week_start) = weeks.newest_week
