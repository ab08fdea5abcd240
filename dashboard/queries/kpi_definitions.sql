-- What does each KPI mean, by its newest definition?
with

ranked as (
    select
        *,
        row_number() over (partition by kpi_id order by version desc) as recency
    from kpi_definition
),

final as (
    select
        kpi_id,
        name,
        version,
        effective_from,
        formula,
        numerator,
        denominator,
        min_denominator,
        counter_metric,
        replaces_name,
        owner
    from ranked
    where recency = 1
)

select * from final
