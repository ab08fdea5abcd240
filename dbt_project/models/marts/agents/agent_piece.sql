with

pieces as (
    select *
    from {{ ref('pieces') }}
    where published_at is not null
),

runs as (
    select * from {{ ref('agent_runs') }}
),

reviews as (
    select *
    from {{ ref('reviews') }}
    where is_human
),

agent_pieces as (
    select *
    from pieces
    where
        agent is not null
        or produced_by in ('agent', 'hybrid')
),

-- a review of what another agent did for the piece says nothing about its text
reviewed_pieces as (
    select agent_pieces.piece_key
    from agent_pieces
    inner join reviews
        on
            agent_pieces.piece_key = reviews.subject_key
            and reviews.subject_type = 'content_piece'
    union
    select agent_pieces.piece_key
    from agent_pieces
    inner join runs
        on
            agent_pieces.piece_key = runs.subject_key
            and coalesce(agent_pieces.agent_key, runs.agent_key) = runs.agent_key
    inner join reviews
        on
            runs.run_key = reviews.subject_key
            and reviews.subject_type = 'agent_run'
),

final as (
    select
        agent_pieces.piece_key,
        agent_pieces.published_week as week_start,
        coalesce(agent_pieces.channel, 'unknown') as channel,
        coalesce(agent_pieces.agent, 'unknown') as agent,
        agent_pieces.produced_by,
        agent_pieces.body,
        reviewed_pieces.piece_key is not null as is_reviewed
    from agent_pieces
    left join reviewed_pieces on agent_pieces.piece_key = reviewed_pieces.piece_key
)

select * from final
