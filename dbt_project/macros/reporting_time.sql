{# The organisation's clock. These macros need its zone joined as `reporting.timezone`. #}

{% macro reporting_time(instant) -%}
    {{ adapter.dispatch('reporting_time', 'fullscore')(instant) }}
{%- endmacro %}

{% macro default__reporting_time(instant) -%}
    from_utc_timestamp({{ instant }}, reporting.timezone)
{%- endmacro %}

{% macro duckdb__reporting_time(instant) -%}
    timezone(reporting.timezone, timezone('UTC', {{ instant }}))
{%- endmacro %}

{% macro instant_of_reporting_time(local) -%}
    {{ adapter.dispatch('instant_of_reporting_time', 'fullscore')(local) }}
{%- endmacro %}

{% macro default__instant_of_reporting_time(local) -%}
    to_utc_timestamp({{ local }}, reporting.timezone)
{%- endmacro %}

{% macro duckdb__instant_of_reporting_time(local) -%}
    timezone('UTC', timezone(reporting.timezone, {{ local }}))
{%- endmacro %}

{% macro reporting_week(instant) -%}
    cast(date_trunc('week', {{ reporting_time(instant) }}) as date)
{%- endmacro %}
