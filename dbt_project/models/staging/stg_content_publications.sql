with

source as (
    select * from {{ source('raw', 'content_publications') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

reporting as (
    select * from {{ ref('stg_reporting') }}
),

repeated as (
    {{ repeated_keys('content_publications', 'publication_id') }}
),

ranked as (
    {{ ranked_versions('content_publications', 'publication_id') }}
),

versions as (
    {{ current_versions('content_publications', 'publication_id') }}
),

final as (
    select
        {{ record_key('versions', 'publication_id') }} as publication_key,
        {{ shown('content_publications', 'piece_id') }} as piece_key,
        coalesce({{ shown('content_publications', 'variant_id') }}, 'default') as variant_id,
        versions.variant_kind,
        {{ shown('content_publications', 'channel', 'lower(versions.channel)') }} as channel,
        coalesce(lower(versions.status), 'published') as status,
        {{ shown('content_publications', 'url') }} as url,
        versions.engagements,
        versions.published_at,
        versions._source as source,
        {{ shown_label('versions._account') }} as account,
        versions._exported_at as exported_at,
        {{ reporting_week('versions.published_at') }} as published_week
    from versions
    cross join reporting
)

select * from final
