{# The identity of a record, `<source>:<account>:<id>`: the same id in two accounts is two records. #}

{% macro record_key(relation, id) -%}
    {{ relation }}._source || ':' || {{ relation }}._account || ':' || {{ relation }}.{{ id }}
{%- endmacro %}
