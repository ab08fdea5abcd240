-- Which share of the observed functions stood at level 2, week by week?
select
    week_start,
    is_complete,
    stuck_share as value,
    functions_at_level_2 as numerator,
    observed_functions as denominator,
    is_stuck_at_2
from spectrum_weekly
order by week_start
