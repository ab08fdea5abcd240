-- What was noted that concerns each KPI?
select distinct
    kpi_id,
    annotated_on,
    annotation_number,
    text
from kpi_change_annotation
order by annotated_on, annotation_number
