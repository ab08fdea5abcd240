{# The Sunday of a week that is given by its Monday. #}

{% macro last_day_of_week(week_start) -%}
    cast({{ dbt.dateadd('day', 6, week_start) }} as date)
{%- endmacro %}
