{#
    The current version of every record of `source`. A newer file wins column by column: what its
    export doesn't have, it leaves alone. A window over all rows would be the dearest part of staging,
    so only the ids that came more than once (in one account or in several), the CTE `repeated`, are
    ranked; and only the records whose versions have different columns are put together from several.

    A model names the CTEs source, files, repeated, ranked and versions, in this order. The first two
    macros read the stream's table and not the CTE `source`: engines copy a CTE that is read three
    times, with every column of every row. The earliest value of the column `first_of` over all
    versions is kept as first_<column>.
#}

{% macro repeated_keys(stream, key) -%}
    select {{ key }}
    from {{ source('raw', stream) }}
    group by {{ key }}
    having count(*) > 1
{%- endmacro %}

{% macro ranked_versions(stream, key, first_of=none) -%}
    {%- set record = 'partition by source._source, source._account, source.' ~ key -%}
    select
        source.*,
    {%- if first_of %}
            min(source.{{ first_of }}) over ({{ record }}) as first_{{ first_of }},
    {%- endif %}
        min(source._columns) over ({{ record }})
        <> max(source._columns) over ({{ record }}) as has_other_columns,
        row_number() over (
            {{ record }}
            order by files.file_rank desc, source._row desc
        ) as version_rank
    from {{ source('raw', stream) }} as source
    inner join repeated on source.{{ key }} = repeated.{{ key }}
    inner join files on source._file_sequence = files.file_sequence
{%- endmacro %}

{% macro current_versions(stream, key, first_of=none) -%}
    {%- set origin = ['_source', '_account', '_exported_at', '_file_sequence', '_row'] -%}
    {%- set columns = [] -%}
    {%- for node in (graph.sources.values() if execute else []) -%}
        {%- if node.source_name == 'raw' and node.name == stream -%}
            {%- for column in node.columns if column != key and not column.startswith('_') -%}
                {%- do columns.append(column) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}
    select
        {{ selected('source', origin + [key] + columns) }}
    {%- if first_of %},
        source.{{ first_of }} as first_{{ first_of }}
    {%- endif %}
    from source
    left join repeated on source.{{ key }} = repeated.{{ key }}
    where repeated.{{ key }} is null
    union all
    select
        {{ selected('ranked', origin + [key] + columns) }}
    {%- if first_of %},
        ranked.first_{{ first_of }}
    {%- endif %}
    from ranked
    where ranked.version_rank = 1 and not ranked.has_other_columns
    union all
    select
        ranked._source,
        ranked._account,
    {%- for column in origin[2:] %}
        min_by(ranked.{{ column }}, ranked.version_rank) as {{ column }},
    {%- endfor %}
        ranked.{{ key }}
    {%- for column in columns %},
        {{ newest_value('ranked', column) }} as {{ column }}
    {%- endfor %}
    {%- if first_of %},
        min(ranked.first_{{ first_of }}) as first_{{ first_of }}
    {%- endif %}
    from ranked
    where ranked.has_other_columns
    group by ranked._source, ranked._account, ranked.{{ key }}
{%- endmacro %}

{# The value in the newest of the versions that have the column; where none has, in the newest. #}

{% macro newest_value(relation, column) -%}
    min_by(
        {{ boxed(relation ~ '.' ~ column) }},
        case
            when position(',{{ column }},' in {{ relation }}._columns) > 0
                then {{ relation }}.version_rank
            else {{ relation }}.version_rank + 1000000000
        end
    ).boxed
{%- endmacro %}

{# A value in a struct, since aggregates pass over the nulls that are not in one. #}

{% macro boxed(value) -%}
    {{ adapter.dispatch('boxed', 'fullscore')(value) }}
{%- endmacro %}

{% macro default__boxed(value) -%}
    named_struct('boxed', {{ value }})
{%- endmacro %}

{% macro duckdb__boxed(value) -%}
    struct_pack(boxed := {{ value }})
{%- endmacro %}

{% macro selected(relation, columns) -%}
    {%- for column in columns %}
        {{- relation }}.{{ column }}{{ ',\n        ' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
