{# A share as people write it: `34 %`. #}

{% macro in_percent(share) -%}
    (cast(cast(round(100 * {{ share }}) as integer) as {{ dbt.type_string() }}) || ' %')
{%- endmacro %}
