-- asset: analysis.signal_weekly
-- severity: error
-- claim: Where a rule holds, its first week and its direction are known; elsewhere neither is.
-- broken by: update analysis.signal_weekly set direction = null where rule is not null

select series, week_start, rule, signal_since, direction
from analysis.signal_weekly
where
    (rule is null) <> (signal_since is null)
    or (rule is null) <> (direction is null)
    or signal_since > week_start
