with

source as (
    select * from {{ source('raw', 'content_publications') }}
),

reporting as (
    select * from {{ source('org', 'reporting') }}
),

repeated as (
    {{ repeated_keys('publication_id') }}
),

versions as (
    {{ ranked_versions('publication_id') }}
),

final as (
    select
        versions._source || ':' || versions.publication_id as publication_key,
        versions.piece_id as piece_key,
        coalesce(versions.variant_id, 'default') as variant_id,
        versions.variant_kind,
        lower(versions.channel) as channel,
        coalesce(lower(versions.status), 'published') as status,
        versions.url,
        versions.engagements,
        versions.published_at,
        versions._source as source,
        versions._exported_at as exported_at,
        {{ reporting_week('versions.published_at') }} as published_week
    from versions
    cross join reporting
    where versions.version_rank = 1
)

select * from final
