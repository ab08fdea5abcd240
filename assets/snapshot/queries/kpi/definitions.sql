-- What does each KPI mean, by its newest definition?
with

definitions as (
    select * from kpi_definition
),

ranked as (
    select
        *,
        row_number() over (partition by kpi_id order by version desc) as recency
    from definitions
),

final as (
    select
        kpi_id,
        name,
        display_order,
        version,
        effective_from,
        unit,
        aggregation,
        formula,
        numerator,
        denominator,
        min_denominator,
        counter_metric,
        replaces_name,
        replaces_unit,
        owner
    from ranked
    where recency = 1
)

select * from final
order by display_order
