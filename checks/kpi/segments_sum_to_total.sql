-- asset: marts.kpi_weekly
-- severity: error
-- claim: In every week the numerators of each segment type sum to the total, and so do the
--   denominators of the segment types that have their own.
-- broken by: update marts.kpi_weekly set numerator = numerator + 1 where segment_type <> 'total'

with totals as (
    select kpi_id, week_start, numerator, denominator
    from marts.kpi_weekly
    where segment_type = 'total'
),

slices as (
    select
        kpi_id,
        week_start,
        segment_type,
        sum(numerator) as numerator,
        sum(denominator) as denominator
    from marts.kpi_weekly
    where segment_type <> 'total'
    group by kpi_id, week_start, segment_type
)

select
    kpi_id,
    week_start,
    segment_type,
    totals.numerator,
    slices.numerator as summed_numerator,
    totals.denominator,
    slices.denominator as summed_denominator
from totals
inner join slices using (kpi_id, week_start)
inner join seeds.kpi_segment as segments using (kpi_id, segment_type)
where
    abs(totals.numerator - slices.numerator) > $tolerance * greatest(totals.numerator, 1)
    or (
        segments.denominator = 'own'
        and abs(totals.denominator - slices.denominator)
        > $tolerance * greatest(totals.denominator, 1)
    )
