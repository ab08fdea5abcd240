with

pieces as (
    select * from {{ ref('pieces') }}
),

piece_engagement as (
    select * from {{ ref('piece_engagement') }}
),

publications as (
    select * from {{ ref('stg_content_publications') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

live_publications as (
    select *
    from publications
    where status = 'published'
),

pieces_with_publications as (
    select distinct piece_key
    from live_publications
),

-- without a channel of its own, a piece that has publications went live by those alone
own_postings as (
    select
        pieces.piece_key,
        'default' as variant_id,
        coalesce(pieces.channel, 'unknown') as channel,
        pieces.published_at,
        piece_engagement.engagements,
        pieces.source,
        pieces.account
    from pieces
    left join piece_engagement on pieces.piece_key = piece_engagement.piece_key
    left join pieces_with_publications as published on pieces.piece_key = published.piece_key
    where
        pieces.published_at is not null
        and (pieces.channel is not null or published.piece_key is null)
),

postings as (
    select
        piece_key,
        variant_id,
        channel,
        published_at,
        engagements,
        source,
        account
    from live_publications
    union all
    select
        piece_key,
        variant_id,
        channel,
        published_at,
        engagements,
        source,
        account
    from own_postings
),

-- of two accounts that post at one instant the first by name counts
ordered as (
    select
        postings.*,
        cast(postings.published_at as {{ dbt.type_string() }})
        || ' ' || postings.source || ' ' || postings.account as posting_order
    from postings
),

placements as (
    select
        postings.piece_key,
        postings.variant_id,
        postings.channel,
        min(postings.published_at) as first_published_at,
        sum(postings.engagements) as engagements,
        min_by(postings.source, postings.posting_order) as source,
        min_by(postings.account, postings.posting_order) as account
    from ordered as postings
    cross join reporting
    where postings.published_at <= reporting.as_of
    group by postings.piece_key, postings.variant_id, postings.channel
),

final as (
    select
        placements.piece_key,
        placements.variant_id,
        placements.channel,
        pieces.title,
        pieces.content_type,
        pieces.workflow,
        pieces.agent_key,
        pieces.agent,
        pieces.produced_by,
        pieces.url,
        placements.engagements,
        placements.source,
        placements.account,
        placements.first_published_at,
        {{ reporting_week('placements.first_published_at') }} as week_start
    from placements
    left join pieces on placements.piece_key = pieces.piece_key
    cross join reporting
)

select * from final
