{# One value of the seed `risk_parameter`. #}

{% macro risk_parameter(name) -%}
    (
        select max(risk_parameters.value)
        from {{ ref('risk_parameter') }} as risk_parameters
        where risk_parameters.parameter = '{{ name }}'
    )
{%- endmacro %}
