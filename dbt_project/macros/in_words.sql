{# Numbers in a sentence: a count as a whole number, a share as whole per cent. #}

{% macro count_in_words(count) -%}
    cast(cast({{ count }} as integer) as {{ dbt.type_string() }})
{%- endmacro %}

{% macro share_in_words(share) -%}
    (cast(cast(round(100 * {{ share }}) as integer) as {{ dbt.type_string() }}) || '%')
{%- endmacro %}

{# A part of a list, `, 34% of placements`; nothing where it rounds to nothing. #}

{% macro listed_share(share, things) -%}
    case
        when {{ share }} >= 0.005 then ', ' || {{ share_in_words(share) }} || ' of {{ things }}'
        else ''
    end
{%- endmacro %}
