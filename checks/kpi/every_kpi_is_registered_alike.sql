-- asset: marts.kpi_weekly
-- severity: error
-- claim: The KPIs and the segment types that are computed are those that the seeds define.
-- broken by: delete from seeds.kpi_segment where kpi_id = 'content_system_throughput'

with computed as (
    select distinct kpi_id, segment_type from marts.kpi_weekly
),

defined as (
    select kpi_id, segment_type from seeds.kpi_segment
    union
    select kpi_id, 'total' as segment_type from seeds.kpi_definition
)

select
    coalesce(computed.kpi_id, defined.kpi_id) as kpi_id,
    coalesce(computed.segment_type, defined.segment_type) as segment_type,
    computed.kpi_id is not null as is_computed,
    defined.kpi_id is not null as is_defined
from computed
full join defined using (kpi_id, segment_type)
where
    defined.kpi_id is null
    or (computed.kpi_id is null and segment_type = 'total' and exists (from computed))
