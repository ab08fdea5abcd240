{# One value of the seed `claim_parameter`. #}

{% macro claim_parameter(name) -%}
    (
        select max(parameters.value)
        from {{ ref('claim_parameter') }} as parameters
        where parameters.parameter = '{{ name }}'
    )
{%- endmacro %}
