{#
    Who acted, unless it is or may be a person and the organisation hides people. Wants its setting
    joined as `declared.hides_people`.
#}

{% macro actor_unless_hidden(actor, actor_type, instead='null') -%}
    case
        when
            declared.hides_people
            and {{ actor }} is not null
            and coalesce({{ actor_type }}, 'unknown') not in ('agent', 'rule')
            then {{ instead }}
        else {{ actor }}
    end
{%- endmacro %}
