-- asset: analysis.kpi_change_weekly
-- severity: error
-- claim: The parts of each part type add up to the change of the KPI, with no residual.
-- broken by: update analysis.kpi_change_weekly set contribution = contribution + 1 where kind =
--   'factor'

with changes as (
    select kpi_id, week_start, contribution as change
    from analysis.kpi_change_weekly
    where part_type = 'total' and contribution is not null
),

parts as (
    select
        kpi_id,
        week_start,
        part_type,
        sum(contribution) as summed,
        sum(abs(contribution)) as size,
        sum(abs(contribution)) filter (where kind = 'residual') as residual
    from analysis.kpi_change_weekly
    where part_type <> 'total'
    group by kpi_id, week_start, part_type
)

select kpi_id, week_start, part_type, change, summed, residual
from changes
inner join parts using (kpi_id, week_start)
where
    abs(change - summed) > $tolerance * greatest(size, 1)
    or residual > $tolerance * greatest(size, 1)
