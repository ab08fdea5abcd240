-- asset: analysis.risk_state
-- severity: error
-- claim: Each risk has a state in each complete week.
-- broken by: delete from analysis.risk_state where risk = 'agent_dependency'

with weeks as (
    select week_start
    from marts.reporting_week
    where is_complete
),

risks as (
    select distinct risk from seeds.risk_rule
)

select risk, week_start
from risks
cross join weeks
anti join analysis.risk_state using (risk, week_start)
