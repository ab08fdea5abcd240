-- On which day did the ads of which campaign not add up to its total, the newest first?
select
    source,
    account,
    campaign_key,
    day,
    measure,
    nullif(unit, measure) as currency,
    campaign_total,
    ad_total,
    remainder,
    campaign_file,
    ad_file,
    is_ad_file_newer
from ad_remainder
order by day desc, source asc, account asc, campaign_key asc, measure asc
limit getvariable('most_rows')
