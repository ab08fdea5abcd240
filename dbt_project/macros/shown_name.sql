{#
    A person's name, unless the organisation hides people; agents and rules are named always. Needs
    core.reporting joined as `reporting`.
#}

{% macro shown_name(name, actor_type=none, instead='null') -%}
    case
        when
            reporting.hides_people
    {%- if actor_type is not none %}
            and coalesce({{ actor_type }}, 'unknown') not in ('agent', 'rule')
    {%- endif %}
            and {{ name }} is not null
            then {{ instead }}
        else {{ name }}
    end
{%- endmacro %}
