{%- set earlier = namespace(exists=false) -%}
with

known as (
    select * from {{ ref('kpi_counter_metric') }}
),

weeks as (
    select * from {{ ref('weeks') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

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
        counts.kpi_id,
        counts.counter_metric,
        counts.week_start,
        counts.numerator,
        counts.denominator,
        counts.numerator / nullif(counts.denominator, 0) as value,
        {{ dbt.dateadd('day', 'known.maturing_days', 'weeks.week_end') }} > reporting.as_of_on
            as is_maturing,
        counts.denominator < known.min_denominator as is_small_n
    from counts
    inner join known
        on counts.kpi_id = known.kpi_id and counts.counter_metric = known.counter_metric
    inner join weeks on counts.week_start = weeks.week_start
    cross join reporting
)

select * from final
