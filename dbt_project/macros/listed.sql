{# The values of a group in one text, in their order. #}

{% macro listed(value) -%}
    {{ adapter.dispatch('listed', 'fullscore')(value) }}
{%- endmacro %}

{% macro default__listed(value) -%}
    listagg({{ value }}, ', ') within group (order by {{ value }})
{%- endmacro %}

{% macro duckdb__listed(value) -%}
    string_agg({{ value }}, ', ' order by {{ value }})
{%- endmacro %}
