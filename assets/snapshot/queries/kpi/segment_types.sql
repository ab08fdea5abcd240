-- By which segment types can each KPI be sliced, in the order of the picker?
select
    kpi_id,
    segment_type
from kpi_segment
order by kpi_id, display_order
