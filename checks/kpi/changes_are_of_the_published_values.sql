-- asset: analysis.kpi_change_weekly
-- severity: error
-- claim: A change ends at the published value of the KPI.
-- broken by: update analysis.kpi_change_weekly set to_value = to_value + 1 where kind = 'total'

select changes.kpi_id, changes.week_start, changes.to_value, kpis.value
from analysis.kpi_change_weekly as changes
inner join marts.kpi_weekly as kpis
    on
        changes.kpi_id = kpis.kpi_id
        and changes.week_start = kpis.week_start
        and kpis.segment_type = 'total'
where
    changes.part_type = 'total'
    and (
        abs(changes.to_value - kpis.value) > $tolerance * greatest(abs(kpis.value), 1)
        or (changes.to_value is null) <> (kpis.value is null)
    )
