{# The lower (-1) or upper (1) Wilson score bound of a share; null without trials. #}

{% macro wilson_bound(successes, trials, z, side) -%}
    (
        (
            {{ successes }} + {{ z }} * {{ z }} / 2.0
            + {{ side }} * {{ z }} * sqrt(
                cast({{ successes }} as double) * ({{ trials }} - {{ successes }})
                / nullif({{ trials }}, 0)
                + {{ z }} * {{ z }} / 4.0
            )
        )
        / ({{ trials }} + {{ z }} * {{ z }})
    )
{%- endmacro %}
