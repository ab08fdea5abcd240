{# The organisation's clock. Both macros want `org.reporting` joined under the name `reporting`. #}

{% macro reporting_time(instant) -%}
    {{ adapter.dispatch('reporting_time', 'fullscore')(instant) }}
{%- endmacro %}

{% macro default__reporting_time(instant) -%}
    from_utc_timestamp({{ instant }}, reporting.timezone)
{%- endmacro %}

{% macro duckdb__reporting_time(instant) -%}
    timezone(reporting.timezone, timezone('UTC', {{ instant }}))
{%- endmacro %}

{% macro reporting_week(instant) -%}
    cast(date_trunc('week', {{ reporting_time(instant) }}) as date)
{%- endmacro %}
