-- What changed a KPI against the week before, by factor and by segment?
select
    part_type,
    part,
    kind,
    contribution,
    from_value,
    to_value,
    against_week,
    missing
from kpi_change_weekly
where
    kpi_id = getvariable('kpi_id')
    and week_start = getvariable('week')
order by part_type, part, kind
