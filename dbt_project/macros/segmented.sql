{#
    The same rows once under the total and once under each segment column, so that a sum over
    (week_start, segment_type, segment) gives the total and every slice by one rule.
#}

{% macro segmented(relation, segments) -%}
    select
        {{ relation }}.*,
        'total' as segment_type,
        'all' as segment
    from {{ relation }}
    {%- for name in segments %}
    union all
    select
        {{ relation }}.*,
        '{{ name }}' as segment_type,
        coalesce({{ relation }}.{{ name }}, 'unknown') as segment
    from {{ relation }}
    {%- endfor %}
{%- endmacro %}
