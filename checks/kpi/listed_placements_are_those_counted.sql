-- asset: marts.content_system_throughput_weekly
-- severity: error
-- claim: In every week as many placements are listed as are counted.
-- broken by: delete from marts.content_placement

with listed as (
    select week_start, count(*) as listed from marts.content_placement
    group by all
)

select week_start, weeks.placements, listed.listed
from marts.content_system_throughput_weekly as weeks
left join listed using (week_start)
where weeks.segment_type = 'total' and weeks.placements <> coalesce(listed.listed, 0)
