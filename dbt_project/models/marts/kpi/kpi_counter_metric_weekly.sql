{%- set earlier = namespace(exists=false) -%}
with

counts as (
    {%- for kpi_id in kpi_ids() %}
        {%- for name in counter_metrics(kpi_id) %}
            {%- set parts = counter_metrics(kpi_id)[name] %}
            {{ 'union all' if earlier.exists }}
            {%- set earlier.exists = true %}
            select
                '{{ kpi_id }}' as kpi_id,
                '{{ name }}' as counter_metric,
                week_start,
                cast({{ parts[0] }} as double) as numerator,
                cast({{ parts[1] }} as double) as denominator
            from {{ ref(kpi_id ~ '_weekly') }}
            where segment_type = 'total'
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
