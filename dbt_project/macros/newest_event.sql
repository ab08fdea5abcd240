{# The newest time of a column that its own export doesn't date more than a day after itself. #}

{% macro newest_event(happened_at) -%}
    max(
        case
            when {{ happened_at }} <= {{ dbt.dateadd('day', 1, 'exported_at') }}
                then {{ happened_at }}
        end
    )
{%- endmacro %}
