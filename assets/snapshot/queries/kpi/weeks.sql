-- How did each KPI and the metric it replaces go, week by week, against the path to the target?
with

totals as (
    select * from kpi_weekly
    where segment_type = 'total'
),

targets as (
    select * from kpi_target_weekly
),

definitions as (
    select
        kpi_id,
        min(display_order) as display_order
    from kpi_definition
    group by kpi_id
),

ranked as (
    select
        *,
        row_number() over (
            partition by kpi_id, is_complete
            order by week_start desc
        ) as recency
    from totals
),

final as (
    select
        ranked.kpi_id,
        ranked.week_start,
        ranked.value,
        ranked.numerator,
        ranked.denominator,
        ranked.replaced_metric,
        ranked.replaced_value,
        ranked.is_complete,
        ranked.is_maturing,
        ranked.is_small_n,
        ranked.waiting_for,
        ranked.complete_without,
        ranked.definition_version,
        targets.target_value,
        definitions.display_order
    from ranked
    inner join definitions on ranked.kpi_id = definitions.kpi_id
    left join targets
        on
            ranked.kpi_id = targets.kpi_id
            and ranked.week_start = targets.week_start
    where
        not ranked.is_complete
        or ranked.recency <= getvariable('weeks')
)

select * exclude (display_order) from final
order by display_order, week_start
