-- asset: analysis.brand_voice_weekly
-- severity: error
-- claim: In every week the pieces of each channel and agent sum to those of all.
-- broken by: update analysis.brand_voice_weekly set pieces = pieces + 1 where channel = 'all'

with sums as (
    select
        week_start,
        sum(pieces) filter (where channel = 'all') as pieces,
        coalesce(sum(pieces) filter (where channel <> 'all'), 0) as summed
    from analysis.brand_voice_weekly
    group by week_start
)

select week_start, pieces, summed from sums
where pieces <> summed
