with

placements as (
    select * from {{ ref('placements') }}
),

pieces as (
    select * from {{ ref('pieces') }}
),

runs as (
    select * from {{ ref('agent_runs') }}
),

resolved as (
    select * from {{ ref('campaign_keys') }}
),

campaigns as (
    select * from {{ ref('campaigns') }}
),

first_weeks as (
    select
        piece_key,
        min(week_start) as week_start
    from placements
    group by piece_key
),

agent_pieces as (
    select
        pieces.piece_key,
        pieces.agent_key,
        pieces.agent,
        pieces.workflow,
        pieces.channel,
        pieces.title,
        pieces.author,
        first_weeks.week_start
    from pieces
    inner join first_weeks on pieces.piece_key = first_weeks.piece_key
    where pieces.agent is not null
),

-- the output that people see is the piece; the run that made it is not audited a second time
outputs_of_runs as (
    select
        runs.run_key,
        runs.agent,
        runs.workflow,
        runs.week_start,
        coalesce(pieces.channel, campaigns.channel) as channel,
        coalesce(pieces.title, campaigns.name, runs.subject_key, runs.run_id) as title
    from runs
    left join pieces on runs.subject_key = pieces.piece_key
    left join resolved on runs.subject_key = resolved.stated_campaign_key
    left join campaigns
        on coalesce(resolved.campaign_key, runs.subject_key) = campaigns.campaign_key
    left join agent_pieces
        on
            runs.subject_key = agent_pieces.piece_key
            and runs.agent_key = agent_pieces.agent_key
    where
        runs.status = 'ok'
        and agent_pieces.piece_key is null
),

final as (
    select
        'content_piece' as subject_type,
        piece_key as subject_key,
        agent,
        coalesce(workflow, 'unknown') as workflow,
        coalesce(channel, 'none') as channel,
        title,
        author,
        week_start
    from agent_pieces
    union all
    select
        'agent_run' as subject_type,
        run_key as subject_key,
        agent,
        coalesce(workflow, 'unknown') as workflow,
        coalesce(channel, 'none') as channel,
        title,
        cast(null as {{ dbt.type_string() }}) as author,
        week_start
    from outputs_of_runs
)

select * from final
