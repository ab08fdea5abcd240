-- asset: analysis.signal_weekly
-- severity: error
-- claim: Lower limit <= centre <= upper limit, and a rule holds only where there are limits.
-- broken by: update analysis.signal_weekly set upper_limit = centre - 1

select series, week_start, lower_limit, centre, upper_limit, rule
from analysis.signal_weekly
where
    not (lower_limit <= centre and centre <= upper_limit)
    or (rule is not null and centre is null)
