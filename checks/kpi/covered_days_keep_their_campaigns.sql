-- asset: marts.vanished_campaign_day
-- severity: warn
-- claim: No campaign that an older report shows delivering on a day is missing from the newer
--   report that covers the day.
-- broken by: insert into marts.vanished_campaign_day values ('x:y:z', '2026-03-02', 'x.csv', 3)

select newer_file, day, campaign_key, cost
from marts.vanished_campaign_day
order by newer_file, day, campaign_key
