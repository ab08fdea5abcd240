{# What dbt_project.yml lists about the KPIs. #}

{% macro kpi_ids() -%}
    {{ return(var('kpis') | list) }}
{%- endmacro %}

{% macro kpi_segments(kpi_id) -%}
    {{ return(var('kpis')[kpi_id].segments) }}
{%- endmacro %}

{% macro counter_metrics(kpi_id) -%}
    {{ return(var('kpis')[kpi_id].counter_metrics) }}
{%- endmacro %}
