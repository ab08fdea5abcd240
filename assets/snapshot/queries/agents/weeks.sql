-- Which weeks have reviews of agents, and which of them are complete?
select
    week_start,
    bool_or(is_complete) as is_complete
from agent_review_weekly
group by week_start
order by week_start
