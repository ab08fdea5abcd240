{# The lower (-1) or upper (1) Wilson score bound of a share; null without trials. #}

{% macro wilson_bound(successes, trials, z, side) -%}
    case
        when {{ trials }} > 0
            then
                greatest(0.0, least(1.0, (
                    {{ successes }} + {{ z }} * {{ z }} / 2.0
                    + {{ side }} * {{ z }} * sqrt(
                        cast({{ successes }} as double) * ({{ trials }} - {{ successes }})
                        / {{ trials }}
                        + {{ z }} * {{ z }} / 4.0
                    )
                ) / ({{ trials }} + {{ z }} * {{ z }})))
    end
{%- endmacro %}
