{%- set counted = [] -%}
{%- for kpi_id in kpi_ids() -%}
    {%- for name in counter_metrics(kpi_id) -%}
        {%- set parts = counter_metrics(kpi_id)[name] -%}
        {%- do counted.append((kpi_id, name, parts[0], parts[1])) -%}
    {%- endfor -%}
{%- endfor -%}

with

counts as (
    {%- for kpi_id, name, numerator, denominator in counted %}
    select
        '{{ kpi_id }}' as kpi_id,
        '{{ name }}' as counter_metric,
        week_start,
        cast({{ numerator }} as double) as numerator,
        cast({{ denominator }} as double) as denominator
    from {{ ref(kpi_id ~ '_weekly') }}
    where segment_type = 'total'
    {%- if not loop.last %}
    union all
    {%- endif %}
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
