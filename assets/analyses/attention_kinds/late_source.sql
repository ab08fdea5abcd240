-- Accounts whose exports have not reached the end of a week that is over.
-- raised by: update marts.kpi_weekly set waiting_for = 'jira, hubspot/partners' where
--   is_complete
with waiting as (
    select
        week_start,
        kpi_id,
        unnest(string_split(coalesce(waiting_for, complete_without), ', ')) as account
    from marts.kpi_weekly
    where
        segment_type = 'total'
        and coalesce(waiting_for, complete_without) is not null
        and coalesce(waiting_for, complete_without) <> ''
)

select
    account as subject,
    account || ': its exports are behind' as headline,
    'weeks that wait for it or went without it: ' || count(distinct week_start) || ', KPIs: '
    || count(distinct kpi_id) as evidence,
    null as owned_by,
    min(week_start) as since_on
from waiting
group by account
