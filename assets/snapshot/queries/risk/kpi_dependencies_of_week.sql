-- How much of each KPI depends on which agent, model and vendor?
select
    kpi_id,
    dependency_type,
    dependency,
    share
from kpi_dependency_weekly
where week_start = getvariable('week')
order by kpi_id asc, dependency_type asc, share desc, dependency asc
