-- asset: marts.human_work_item
-- severity: warn
-- claim: In a week in which people log their time in a time tracker, no other tool holds hours: an
--   hour in two tools counts once where the person is called alike in both, and else twice; and
--   entries count as items beside the tasks that they were spent on.
-- broken by: update marts.human_work_item set source = 'toggl' where work_key in (
--   select min(work_key) from marts.human_work_item where hours > 0 and classified_by <> 'ruling')

with logged as (
    select
        items.week_start,
        items.source,
        trackers.source is not null as is_tracked,
        coalesce(sum(items.hours), 0) as counted_hours,
        coalesce(sum(items.uncounted_hours), 0) as uncounted_hours
    from marts.human_work_item as items
    left join seeds.time_tracker as trackers on items.source = trackers.source
    where items.classified_by <> 'ruling'
    group by items.week_start, items.source, trackers.source
),

tracked_weeks as (
    select distinct week_start
    from logged
    where is_tracked and counted_hours > 0
)

select
    logged.week_start,
    logged.source,
    logged.counted_hours,
    logged.uncounted_hours
from logged
inner join tracked_weeks on logged.week_start = tracked_weeks.week_start
where
    not logged.is_tracked
    and logged.counted_hours + logged.uncounted_hours > 0
order by logged.week_start, logged.source
