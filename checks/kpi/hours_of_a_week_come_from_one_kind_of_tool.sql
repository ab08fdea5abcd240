-- asset: marts.human_work_item
-- severity: warn
-- claim: In a week in which people log their time in a time tracker, no other tool holds hours: an hour
--   in two tools counts once where the person is called alike in both, and else twice; and entries
--   count as items beside the tasks that they were spent on.
-- broken by: update marts.human_work_item set source = 'toggl' where work_key in (
--   select min(work_key) from marts.human_work_item where hours > 0 and classified_by <> 'ruling')

with logged as (
    select
        work.week_start,
        work.source,
        trackers.source is not null as is_tracker,
        sum(work.hours) as counted_hours,
        sum(work.uncounted_hours) as uncounted_hours
    from marts.human_work_item as work
    left join seeds.time_tracker as trackers using (source)
    where work.classified_by <> 'ruling'
    group by all
)
select week_start, source, counted_hours, uncounted_hours
from logged as other
where not is_tracker
    and coalesce(counted_hours, 0) + coalesce(uncounted_hours, 0) > 0
    and exists (
        from logged
        where logged.is_tracker
            and logged.week_start = other.week_start
            and logged.counted_hours > 0
    )
order by week_start, source
