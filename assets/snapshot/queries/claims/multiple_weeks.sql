-- How did each multiple that a claim is about go, week by week?
select
    measure,
    week_start,
    true as is_complete,
    own_multiple as value  -- noqa: RF04
from claim_multiple_weekly
order by measure, week_start
