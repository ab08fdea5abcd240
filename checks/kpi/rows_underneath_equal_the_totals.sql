-- asset: marts.kpi_weekly
-- severity: error
-- claim: The rows that a page lists add up to the number that it shows.
-- broken by: delete from marts.pipeline_entry where is_signal = 1

with listed as (
    select 'campaign_iteration_velocity' as kpi_id, week_start, count(*) as listed
    from marts.campaign_optimization
    group by week_start
    union all
    select 'strategic_decision_density' as kpi_id, week_start, count(*) as listed
    from marts.human_work_item
    where class = 'judgment'
    group by week_start
    union all
    select 'pipeline_signal_to_noise' as kpi_id, week_start, sum(is_signal) as listed
    from marts.pipeline_entry
    group by week_start
)

select kpi_id, week_start, kpis.numerator, listed.listed
from marts.kpi_weekly as kpis
left join listed using (kpi_id, week_start)
where
    kpis.segment_type = 'total'
    and kpis.kpi_id in (select counted.kpi_id from listed as counted)
    and kpis.numerator <> coalesce(listed.listed, 0)
