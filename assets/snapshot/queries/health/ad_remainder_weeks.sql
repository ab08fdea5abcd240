-- What did the ads of each account leave of its campaigns' totals, what is warned of first?
select
    is_above_tolerance,
    source,
    account,
    week_start,
    measure,
    nullif(unit, measure) as currency,
    campaign_total,
    ad_total,
    unattributed,
    excess,
    compared_days,
    has_newer_ads
from ad_remainder_weekly
order by is_open desc, week_start desc, source asc, account asc, measure asc
