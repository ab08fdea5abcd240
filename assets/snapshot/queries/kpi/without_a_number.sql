-- Which KPIs have no number yet, and what do they need for a first one?
select
    definitions.kpi_id,
    definitions.name,
    definitions.needs
from kpi_definition as definitions
left join kpi_weekly as weeks
    on
        definitions.kpi_id = weeks.kpi_id
        and weeks.segment_type = 'total'
        and (weeks.numerator > 0 or weeks.denominator > 0)
where weeks.kpi_id is null
order by definitions.display_order
