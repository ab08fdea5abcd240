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

{# The weeks that are reported on, and whether each is complete for the KPI. #}

{% macro weeks_of(kpi_id) -%}
    select * from {{ ref('kpi_weeks') }} where kpi_id = '{{ kpi_id }}'
{%- endmacro %}
