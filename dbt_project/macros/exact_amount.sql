{# A stated number as a decimal, so that its sums are exact and the same in every order. #}

{% macro exact_amount(value) -%}
    cast({{ value }} as decimal(28, 10))
{%- endmacro %}
