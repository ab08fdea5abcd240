-- What was noted that concerns each KPI, or what it rests on?
select
    kpi_id,
    annotated_on,
    annotation_number,
    text,
    foundations
from annotation_kpi
order by annotated_on, annotation_number, kpi_id
