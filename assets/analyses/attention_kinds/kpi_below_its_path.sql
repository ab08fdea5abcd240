-- KPIs that are on the wrong side of the path to their target.
with definitions as (
    select
        kpi_id,
        max_by(name, version) as kpi_name,
        max_by(owner, version) as owned_by,
        max_by(unit = 'share', version) as is_share,
        max_by(direction = 'higher is better', version) as higher_is_better
    from seeds.kpi_definition
    group by kpi_id
),

behind as (
    select
        targets.kpi_id,
        targets.week_start,
        measured.value,
        targets.target_value,
        (measured.value < targets.target_value) = definitions.higher_is_better
        and measured.value <> targets.target_value as is_behind,
        definitions.kpi_name,
        definitions.owned_by,
        definitions.is_share
    from marts.kpi_target_weekly as targets
    inner join marts.kpi_weekly as measured
        on targets.kpi_id = measured.kpi_id and targets.week_start = measured.week_start
    inner join definitions on targets.kpi_id = definitions.kpi_id
    where
        measured.segment_type = 'total'
        and measured.is_complete
        and not measured.is_maturing
        and not measured.is_small_n
        and measured.complete_without is null
),

weeks as (
    select
        *,
        max(week_start) filter (where not is_behind) over (partition by kpi_id) as last_on_path,
        max(week_start) over (partition by kpi_id) as newest_week
    from behind
)

select
    'kpi_below_its_path' as kind,
    kpi_id as subject,
    kpi_name || ' is below its path' as headline,
    case
        when is_share
            then
                round(100 * max_by(value, week_start)) || ' % against '
                || round(100 * max_by(target_value, week_start)) || ' % on the path'
        else
            round(max_by(value, week_start), 1) || ' against '
            || round(max_by(target_value, week_start), 1) || ' on the path'
    end as evidence,
    owned_by,
    min(week_start) as since_on
from weeks
where week_start > coalesce(last_on_path, date '1900-01-01')
group by kpi_id, kpi_name, owned_by, is_share, newest_week
having max(week_start) = newest_week
