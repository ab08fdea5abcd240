{#
    The identity of an agent: its name before an @, in lower case. Tools write one agent as
    `bid-agent`, `bid-agent@example.com` (an account) or `bid-agent@2` (a version).
#}

{% macro agent_key(name) -%}
    lower(trim(split_part({{ name }}, '@', 1)))
{%- endmacro %}
