with

counts as (
    {%- for kpi_id in kpi_ids() %}
        {%- set is_last_kpi = loop.last %}
        {%- for name in counter_metrics(kpi_id) %}
            {%- set parts = counter_metrics(kpi_id)[name] %}
            select
                '{{ kpi_id }}' as kpi_id,
                '{{ name }}' as counter_metric,
                week_start,
                cast({{ parts[0] }} as double) as numerator,
                cast({{ parts[1] }} as double) as denominator
            from {{ ref(kpi_id ~ '_weekly') }}
            where segment_type = 'total'
            {{ 'union all' if not (is_last_kpi and loop.last) }}
        {%- endfor %}
    {%- endfor %}
),

final as (
    select
        kpi_id,
        counter_metric,
        week_start,
        numerator,
        denominator,
        numerator / nullif(denominator, 0) as value
    from counts
)

select * from final
