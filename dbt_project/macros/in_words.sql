{# Numbers in a sentence: a count as a whole number, a share as whole per cent. #}

{% macro count_in_words(count) -%}
    cast(cast({{ count }} as integer) as {{ dbt.type_string() }})
{%- endmacro %}

{% macro share_in_words(share) -%}
    (cast(cast(round(100 * {{ share }}) as integer) as {{ dbt.type_string() }}) || ' %')
{%- endmacro %}
