-- How far is the way to a week of judgment and oversight alone?
select
    week_start,
    true as is_complete,
    judgment_time_share as value,  -- noqa: RF04
    oversight_time_share,
    execution_time_share,
    judgment_time_share_target,
    oversight_time_share_target,
    weeks_in_a_row,
    weeks_needed,
    is_arrived
from arrival_weekly
order by week_start
