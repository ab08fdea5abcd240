{# A part of a sentence: `, 34 % of placements`; nothing where it rounds to nothing. #}

{% macro resting_share(share, things) -%}
    case
        when {{ share }} >= 0.005 then ', ' || {{ share_in_words(share) }} || ' of {{ things }}'
        else ''
    end
{%- endmacro %}
