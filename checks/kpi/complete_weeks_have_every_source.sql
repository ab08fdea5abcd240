-- asset: marts.kpi_weekly
-- severity: warn
-- claim: No week is complete without an account that fed its KPI in the weeks before.
-- broken by: update marts.kpi_weekly set complete_without = 'x/default'

select kpi_id, week_start, complete_without
from marts.kpi_weekly
where segment_type = 'total' and complete_without is not null
order by week_start desc, kpi_id asc
