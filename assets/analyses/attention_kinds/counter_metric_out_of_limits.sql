-- Counter-metrics whose newest judged week is worse than the limits of their own process.
-- counter_metric_out_of_limits is raised by: update analysis.signal_weekly set direction =
--   'worse', rule = 'outside', missing = null, signal_since = week_start, lower_limit = 0.5,
--   upper_limit = 0.9 where series_kind = 'counter-metric' and value is not null
with judged as (
    select
        *,
        row_number() over (partition by series order by week_start desc) as recency
    from analysis.signal_weekly
    where series_kind = 'counter-metric' and missing is null
),

definitions as (
    select kpi_id, max_by(owner, version) as owned_by from seeds.kpi_definition
    group by kpi_id
)

select
    'counter_metric_out_of_limits' as kind,
    judged.kpi_id || ', ' || judged.measure as subject,
    known.name || ' is worse than usual' as headline,
    round(100 * judged.value) || ' % in the last week that is judged; usual is '
    || round(100 * judged.lower_limit) || ' to ' || round(100 * judged.upper_limit) || ' %'
        as evidence,
    definitions.owned_by,
    judged.signal_since as since_on
from judged
inner join seeds.kpi_counter_metric as known
    on judged.kpi_id = known.kpi_id and judged.measure = known.counter_metric
left join definitions on judged.kpi_id = definitions.kpi_id
where judged.recency = 1 and judged.direction = 'worse'
