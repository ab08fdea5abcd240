{# One value of the seed `governance_parameter`. #}

{% macro governance_parameter(name) -%}
    (
        select max(parameters.value)
        from {{ ref('governance_parameter') }} as parameters
        where parameters.parameter = '{{ name }}'
    )
{%- endmacro %}
