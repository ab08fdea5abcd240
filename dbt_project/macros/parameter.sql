{# One value of the seed `parameter`; a name that the seed doesn't have fails the query. #}

{% macro parameter(subject, name) -%}
    (
        select
            case
                when count(*) = 1 then max(parameters.value)
                else cast('{{ subject }} {{ name }}: ' || count(*) || ' parameters' as double)
            end
        from {{ ref('parameter') }} as parameters
        where
            parameters.subject = '{{ subject }}'
            and parameters.parameter = '{{ name }}'
    )
{%- endmacro %}
