{#
    Host and path of a page's address, in lower case, without www., query and the slash at the end.
    A host that is not stated is empty, and so is the path of a home page.
#}

{% macro page_host(address) -%}
    lower(regexp_extract({{ address }}, '^https?://(?:www[.])?([^/?#:]+)', 1))
{%- endmacro %}

{% macro page_path(address) -%}
    lower(regexp_extract({{ address }}, '^(?:https?://[^/?#]+)?([^?#]*?)/*(?:[?#].*)?$', 1))
{%- endmacro %}
