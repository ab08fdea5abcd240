-- asset: analysis.plan_milestone
-- severity: error
-- claim: Each declared milestone has a state, and nothing else has one.
-- broken by: delete from analysis.plan_milestone where milestone = 'roles-remapped'

select milestone, declared.milestone is null as is_unknown
from org.plan_milestone as declared
full join analysis.plan_milestone as published using (milestone)
where declared.milestone is null or published.milestone is null
