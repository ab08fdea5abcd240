-- asset: marts.content_system_throughput_weekly
-- severity: error
-- claim: In every week the placements of each segment type sum to the total.
-- broken by: update marts.content_system_throughput_weekly set placements = placements + 1
--   where segment_type <> 'total'

with totals as (
    select week_start, placements
    from marts.content_system_throughput_weekly
    where segment_type = 'total'
),

slices as (
    select week_start, segment_type, sum(placements) as summed
    from marts.content_system_throughput_weekly
    where segment_type <> 'total'
    group by week_start, segment_type
)

select week_start, slices.segment_type, totals.placements, slices.summed
from totals
inner join slices using (week_start)
where totals.placements <> slices.summed
