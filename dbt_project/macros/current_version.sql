{# 1 for the version that counts: the later export, then the later file, then the later row. #}

{% macro version_rank(key) -%}
    row_number() over (
        partition by _source, {{ key }}
        order by _exported_at desc, _file_sequence desc, _row desc
    )
{%- endmacro %}
