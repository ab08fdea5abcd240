with

placements as (
    select * from {{ ref('int_placements_first_published') }}
),

pieces as (
    select * from {{ ref('stg_content_pieces') }}
),

runs as (
    select * from {{ ref('int_agent_runs_judged') }}
),

campaign_keys as (
    select * from {{ ref('int_campaign_keys_resolved') }}
),

campaigns as (
    select * from {{ ref('int_campaigns_dated') }}
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
        coalesce(pieces.title, campaigns.name, runs.subject_id, runs.run_id) as title
    from runs
    left join pieces on runs.subject_id = pieces.piece_key
    left join campaign_keys on runs.subject_id = campaign_keys.stated_campaign_key
    left join campaigns
        on coalesce(campaign_keys.campaign_key, runs.subject_id) = campaigns.campaign_key
    left join agent_pieces
        on
            runs.subject_id = agent_pieces.piece_key
            and runs.agent = agent_pieces.agent
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
        coalesce(lower(channel), 'none') as channel,
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
        coalesce(lower(channel), 'none') as channel,
        title,
        cast(null as {{ dbt.type_string() }}) as author,
        week_start
    from outputs_of_runs
)

select * from final
