with

source as (
    select * from {{ source('raw', 'content_pieces') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

reporting as (
    select * from {{ ref('stg_reporting') }}
),

repeated as (
    {{ repeated_keys('content_pieces', 'piece_id') }}
),

ranked as (
    {{ ranked_versions('content_pieces', 'piece_id') }}
),

versions as (
    {{ current_versions('content_pieces', 'piece_id') }}
),

final as (
    select
        {{ record_key('versions', 'piece_id') }} as piece_key,
        {{ shown('content_pieces', 'piece_id') }} as piece_id,
        {{ shown('content_pieces', 'title') }} as title,
        {{ shown('content_pieces', 'content_type') }} as content_type,
        {{ shown('content_pieces', 'workflow') }} as workflow,
        versions.agent,
        versions.produced_by,
        versions.author,
        {{ shown('content_pieces', 'channel', 'lower(versions.channel)') }} as channel,
        {{ shown('content_pieces', 'url') }} as url,
        versions.body,
        lower(versions.status) as status,
        versions.created_at,
        versions.published_at,
        versions._source as source,
        {{ shown_label('versions._account') }} as account,
        versions._exported_at as exported_at,
        {{ reporting_week('versions.published_at') }} as published_week
    from versions
    cross join reporting
)

select * from final
