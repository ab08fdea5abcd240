{# One value of the seed `spectrum_parameter`. #}

{% macro spectrum_parameter(name) -%}
    (
        select max(parameters.value)
        from {{ ref('spectrum_parameter') }} as parameters
        where parameters.parameter = '{{ name }}'
    )
{%- endmacro %}
