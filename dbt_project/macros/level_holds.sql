{# The condition to join core.workflow_levels, under this alias, by workflow and day. #}

{% macro level_holds(levels, workflow, day) -%}
    {{ workflow }} = {{ levels }}.workflow
    and {{ day }} >= {{ levels }}.from_day
    and {{ day }} < {{ levels }}.until_day
{%- endmacro %}

{# The declared level as a segment. #}

{% macro level_segment(levels) -%}
    cast({{ levels }}.level as {{ dbt.type_string() }})
{%- endmacro %}
