{#
    An amount in the reporting currency, or in its own where no rate is known for its day. Both need
    core.exchange_rates left joined as `rates` on rate_holds.
#}

{% macro rate_holds(currency, day) -%}
    {{ currency }} = rates.currency
    and (rates.from_day is null or {{ day }} >= rates.from_day)
    and (rates.until_day is null or {{ day }} < rates.until_day)
{%- endmacro %}

{% macro converted(amount) -%}
    case
        when rates.currency <> rates.reporting_currency
            then {{ exact_amount('cast(' ~ amount ~ ' as double) * rates.rate') }}
        else {{ amount }}
    end
{%- endmacro %}
