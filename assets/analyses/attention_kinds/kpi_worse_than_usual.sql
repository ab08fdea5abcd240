-- KPIs whose newest judged week is worse than the limits of their own process.
-- kpi_worse_than_usual is raised by: update analysis.signal_weekly set direction = 'worse',
--   missing = null where series_kind = 'kpi' and rule is not null
with judged as (
    select
        *,
        row_number() over (partition by series order by week_start desc) as recency
    from analysis.signal_weekly
    where series_kind = 'kpi' and missing is null
),

definitions as (
    select
        kpi_id,
        max_by(name, version) as kpi_name,
        max_by(owner, version) as owned_by
    from seeds.kpi_definition
    group by kpi_id
)

select
    'kpi_worse_than_usual' as kind,
    judged.kpi_id as subject,
    definitions.kpi_name || ' is worse than usual' as headline,
    'outside its limits, or on their worse side, by the rule: ' || judged.rule as evidence,
    definitions.owned_by,
    judged.signal_since as since_on
from judged
inner join definitions on judged.kpi_id = definitions.kpi_id
where judged.recency = 1 and judged.direction = 'worse'
