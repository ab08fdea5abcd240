-- Accounts whose exports have not reached the end of a week that is over: weeks wait for them, or
-- the newest complete week went without them.
-- late_source is raised by: update marts.kpi_weekly set waiting_for = 'jira, hubspot/partners'
--   where is_complete
with totals as (
    select
        *,
        max(week_start) filter (where is_complete) over (partition by kpi_id) as newest_complete
    from marts.kpi_weekly
    where segment_type = 'total'
),

lacking as (
    select
        week_start,
        kpi_id,
        unnest(string_split(coalesce(waiting_for, complete_without), ', ')) as account
    from totals
    where waiting_for is not null or week_start = newest_complete
)

select
    'late_source' as kind,
    account as subject,
    account || ': its exports are behind' as headline,
    'weeks that wait for it or went without it: ' || count(distinct week_start) || ', KPIs: '
    || count(distinct kpi_id) as evidence,
    null as owned_by,
    min(week_start) as since_on
from lacking
where account <> ''
group by account
