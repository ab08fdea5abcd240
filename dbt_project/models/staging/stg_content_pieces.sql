with

source as (
    select * from {{ source('raw', 'content_pieces') }}
),

reporting as (
    select * from {{ source('org', 'reporting') }}
),

repeated as (
    {{ repeated_keys('piece_id') }}
),

versions as (
    {{ ranked_versions('piece_id') }}
),

final as (
    select
        versions._source || ':' || versions.piece_id as piece_key,
        versions.piece_id,
        versions.title,
        versions.content_type,
        versions.workflow,
        versions.agent,
        versions.produced_by,
        versions.author,
        versions.channel,
        versions.url,
        versions.body,
        lower(versions.status) as status,
        versions.created_at,
        versions.published_at,
        versions._source as source,
        versions._exported_at as exported_at,
        {{ reporting_week('versions.published_at') }} as published_week
    from versions
    cross join reporting
    where versions.version_rank = 1
)

select * from final
