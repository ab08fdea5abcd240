{# One value of the seed `<subject>_parameter`. #}

{% macro parameter(name, subject='kpi') -%}
    (
        select max(parameters.value)
        from {{ ref(subject ~ '_parameter') }} as parameters
        where parameters.parameter = '{{ name }}'
    )
{%- endmacro %}
