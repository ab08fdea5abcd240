-- Risks that the newest complete week shows at act or at watch, since when they are.
with newest as (
    select
        risk,
        max_by(state, week_start) as state,
        max_by(reason, week_start) as reason,
        max_by(next_step, week_start) as next_step
    from analysis.risk_state
    group by risk
),

dated as (
    select
        newest.*,
        states.week_start,
        max(states.week_start) filter (where states.state <> newest.state)
            over (partition by newest.risk) as last_otherwise
    from newest
    inner join analysis.risk_state as states on newest.risk = states.risk
)

select
    'risk_to_' || state as kind,
    risk as subject,
    replace(upper(risk[1]) || risk[2:], '_', ' ') || ' is at ' || state as headline,
    reason as evidence,
    null as owned_by,
    min(week_start) as since_on,
    next_step
from dated
where state in ('act', 'watch') and week_start > coalesce(last_otherwise, date '1900-01-01')
group by risk, state, reason, next_step
