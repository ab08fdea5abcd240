with

pieces as (
    select * from {{ ref('stg_content_pieces') }}
),

runs as (
    select * from {{ ref('stg_agent_runs') }}
),

reviews as (
    select * from {{ ref('stg_reviews') }}
),

reporting as (
    select * from {{ ref('int_reporting') }}
),

agent_pieces as (
    select pieces.*
    from pieces
    cross join reporting
    where
        pieces.status = 'published'
        and pieces.published_at <= reporting.as_of
        and (pieces.agent is not null or pieces.produced_by in ('agent', 'hybrid'))
),

human_reviews as (
    select reviews.*
    from reviews
    cross join reporting
    where
        reviews.reviewer_type = 'human'
        and reviews.reviewed_at <= reporting.as_of
),

-- a review of what another agent did for the piece says nothing about its text
reviewed_pieces as (
    select agent_pieces.piece_key
    from agent_pieces
    inner join human_reviews
        on
            agent_pieces.piece_key = human_reviews.subject_key
            and human_reviews.subject_type = 'content_piece'
    union
    select agent_pieces.piece_key
    from agent_pieces
    inner join runs
        on
            agent_pieces.piece_key = runs.subject_id
            and coalesce(agent_pieces.agent, runs.agent) = runs.agent
    inner join human_reviews
        on
            runs.run_key = human_reviews.subject_key
            and human_reviews.subject_type = 'agent_run'
),

final as (
    select
        agent_pieces.piece_key,
        agent_pieces.published_week as week_start,
        coalesce(lower(agent_pieces.channel), 'unknown') as channel,
        coalesce(agent_pieces.agent, 'unknown') as agent,
        agent_pieces.produced_by,
        agent_pieces.body,
        reviewed_pieces.piece_key is not null as is_reviewed
    from agent_pieces
    left join reviewed_pieces on agent_pieces.piece_key = reviewed_pieces.piece_key
)

select * from final
