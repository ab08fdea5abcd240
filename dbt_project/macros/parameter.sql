{# One value of the seed `kpi_parameter`. #}

{% macro parameter(name) -%}
    (
        select max(parameters.value)
        from {{ ref('kpi_parameter') }} as parameters
        where parameters.parameter = '{{ name }}'
    )
{%- endmacro %}
