-- Risks that the newest complete week shows at watch.
with newest as (
    select max(week_start) as week_start from analysis.risk_state
),

earlier as (
    select
        risk,
        max(week_start) as week_start
    from analysis.risk_state
    where state <> 'watch'
    group by risk
)

select
    states.risk as subject,
    replace(upper(states.risk[1]) || states.risk[2:], '_', ' ') || ' is at watch' as headline,
    states.reason as evidence,
    null as owned_by,
    min(since.week_start) as since_on,
    states.next_step
from analysis.risk_state as states
inner join newest using (week_start)
left join earlier using (risk)
inner join analysis.risk_state as since
    on
        states.risk = since.risk
        and since.week_start > coalesce(earlier.week_start, date '1900-01-01')
where states.state = 'watch'
group by states.risk, states.reason, states.next_step
