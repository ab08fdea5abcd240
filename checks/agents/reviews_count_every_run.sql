-- asset: marts.agent_review_weekly
-- severity: error
-- claim: The weekly review of an agent counts each of its runs of that week.
-- broken by: delete from marts.agent_run where run_key = (select min(run_key) from
--   marts.agent_run)

with listed as (
    select agent, week_start, count(*) as listed from marts.agent_run
    group by all
)

select agent, week_start, reviewed.runs, listed.listed
from marts.agent_review_weekly as reviewed
full join listed using (agent, week_start)
where reviewed.runs is distinct from coalesce(listed.listed, 0)
