with

pieces as (
    select * from {{ ref('stg_content_pieces') }}
),

agents as (
    select * from {{ ref('agents') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

-- what is published after as-of is not published yet
final as (
    select
        pieces.piece_key,
        pieces.title,
        pieces.content_type,
        pieces.workflow,
        {{ agent_key('pieces.agent') }} as agent_key,
        coalesce(agents.agent, pieces.agent) as agent,
        pieces.produced_by,
        {{ shown_name('pieces.author') }} as author,
        lower(pieces.channel) as channel,
        pieces.url,
        pieces.body,
        case
            when pieces.status = 'published' and pieces.published_at <= reporting.as_of
                then pieces.published_at
        end as published_at,
        case
            when pieces.status = 'published' and pieces.published_at <= reporting.as_of
                then pieces.published_week
        end as published_week,
        pieces.status = 'published' and pieces.published_at is null as is_undated,
        pieces.source,
        pieces.account
    from pieces
    cross join reporting
    left join agents on {{ agent_key('pieces.agent') }} = agents.agent_key
)

select * from final
