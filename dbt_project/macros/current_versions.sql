{#
    The current version of every record of `source`: the later export, then the later file, then the
    later row. A window over all rows would be the dearest part of staging, so only the keys that came
    more than once, the CTE `repeated`, are ranked; version_rank 1 is current. The earliest value of the
    column `first_of` over all versions is kept as first_<column>.
#}

{% macro repeated_keys(key) -%}
    select
        _source,
        {{ key }}
    from source
    group by _source, {{ key }}
    having count(*) > 1
{%- endmacro %}

{% macro ranked_versions(key, first_of=none) -%}
    select
        source.*,
    {%- if first_of %}
            source.{{ first_of }} as first_{{ first_of }},
    {%- endif %}
        1 as version_rank
    from source
    left join repeated
        on
            source._source = repeated._source
            and source.{{ key }} = repeated.{{ key }}
    where repeated.{{ key }} is null
    union all
    select
        source.*,
    {%- if first_of %}
            min(source.{{ first_of }}) over (
                partition by source._source, source.{{ key }}
            ) as first_{{ first_of }},
    {%- endif %}
        row_number() over (
            partition by source._source, source.{{ key }}
            order by source._exported_at desc, source._file_sequence desc, source._row desc
        ) as version_rank
    from source
    inner join repeated
        on
            source._source = repeated._source
            and source.{{ key }} = repeated.{{ key }}
{%- endmacro %}
