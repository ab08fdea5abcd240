{#
    The identity of a record, `<source>:<account>:<id>`: the same id in two accounts is two records.
    Where people are hidden, a hash of it.
#}

{% macro record_key(relation, id) -%}
    {{ shown_key("(" ~ stated_key(relation, id) ~ ")") }}
{%- endmacro %}

{% macro stated_key(relation, id) -%}
    {{ relation }}._source || ':' || {{ relation }}._account || ':' || {{ relation }}.{{ id }}
{%- endmacro %}
