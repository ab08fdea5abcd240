-- asset: marts.ad_remainder_weekly
-- severity: warn
-- claim: Where an account has reports by campaign and by ad, the ads of a week add up to the
--   campaigns' own totals, within what reconciled_measure allows.
-- broken by: insert into marts.ad_remainder_weekly values ('x', 'default', '2026-03-02', 'cost',
--   'EUR', 7, 1, 100, 80, 20, 20, 0, false, true, true)

select source, account, week_start, measure, unit, campaign_total, ad_total, unattributed, excess
from marts.ad_remainder_weekly
where is_open
order by week_start, source, account, measure
