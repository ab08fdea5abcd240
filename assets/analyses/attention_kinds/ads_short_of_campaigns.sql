-- Accounts whose ads don't add up to their campaigns in a week, beyond what is allowed.
-- ads_short_of_campaigns is raised by: insert into marts.ad_remainder_weekly values ('x',
--   'default', '2026-03-02', 'cost', 'EUR', 7, 1, 100, 80, 20, 20, 0, false, true, true)
select
    'ads_short_of_campaigns' as kind,
    source || ', ' || account || ', ' || measure as subject,
    source || ', ' || account || ': ads don''t add up to their campaigns in ' || measure
        as headline,
    'of ' || round(sum(campaign_total), 2) || ' in all, ' || round(sum(unattributed), 2)
    || ' is in no ad and ' || round(sum(excess), 2) || ' in ads alone' as evidence,
    null as owned_by,
    min(week_start) as since_on
from marts.ad_remainder_weekly
where is_open
group by source, account, measure
