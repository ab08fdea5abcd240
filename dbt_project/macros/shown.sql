{#
    What of a text may be published. Where the organisation hides its people, each column of a stream
    gives what the wording that its contract declares allows (assets/lib/stream.py); otherwise it
    gives the text. Needs staging.stg_reporting joined as `reporting`.
#}

{% macro shown(stream, column, value=none) -%}
    {%- set text = value if value is not none else 'versions.' ~ column -%}
    {%- set wording = worded(stream, column) -%}
    {%- if wording == 'key' -%}
        {{ shown_key(text) }}
    {%- elif wording == 'label' -%}
        {{ shown_label(text) }}
    {%- elif wording == 'free' -%}
        {{ shown_text(text) }}
    {%- elif wording == 'unpublished' -%}
        {{ exceptions.raise_compiler_error(stream ~ '.' ~ column ~ ' is to be published nowhere') }}
    {%- else -%}
        {{ text }}
    {%- endif -%}
{%- endmacro %}

{# A hash of the name of a record, one for one; one that was published so already stays as it is. #}

{% macro shown_key(value) -%}
    case
        when reporting.hides_people
            then coalesce(
                nullif(regexp_extract({{ value }}, 'hidden:[0-9a-f]{32}$', 0), ''),
                'hidden:' || md5(reporting.hash_key || {{ value }})
            )
        else {{ value }}
    end
{%- endmacro %}

{# A word that is known, whatever its case; of another one a hash, one for one. #}

{% macro shown_label(value) -%}
    case
        when reporting.hides_people
            and not array_contains(reporting.known_labels, lower({{ value }}))
            then 'hidden:' || substring(md5(reporting.hash_key || {{ value }}), 1, 16)
        else {{ value }}
    end
{%- endmacro %}

{% macro shown_text(value) -%}
    case
        when reporting.hides_people and {{ value }} is not null then '(withheld)'
        else {{ value }}
    end
{%- endmacro %}

{# The path of a file, or the first digits of the hash of its bytes in its place. #}

{% macro shown_path(file) -%}
    case
        when reporting.hides_people
            then {{ file }}.connector || '/' || substring({{ file }}.file_id, 1, 12)
        else {{ file }}.path
    end
{%- endmacro %}

{% macro worded(stream, column) -%}
    {%- for node in (graph.sources.values() if execute else []) -%}
        {%- if node.source_name == 'raw' and node.name == stream -%}
            {{- node.columns[column].config.meta.wording -}}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
