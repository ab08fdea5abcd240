with

pieces as (
    select * from {{ ref('stg_content_pieces') }}
),

publications as (
    select * from {{ ref('stg_content_publications') }}
),

changes as (
    select * from {{ ref('stg_campaign_changes') }}
),

leads as (
    select * from {{ ref('stg_leads') }}
),

work_items as (
    select * from {{ ref('stg_work_items') }}
),

runs as (
    select * from {{ ref('stg_agent_runs') }}
),

reviews as (
    select * from {{ ref('stg_reviews') }}
),

events as (
    select 'content_pieces' as stream, published_at as happened_at, exported_at
    from pieces
    where status = 'published'
    union all
    select 'content_publications' as stream, published_at as happened_at, exported_at
    from publications
    where status = 'published'
    union all
    select 'campaign_changes' as stream, changed_at as happened_at, exported_at
    from changes
    union all
    select 'leads' as stream, created_at as happened_at, exported_at
    from leads
    union all
    select 'leads' as stream, entered_pipeline_at as happened_at, exported_at
    from leads
    union all
    select 'leads' as stream, qualified_at as happened_at, exported_at
    from leads
    union all
    select 'work_items' as stream, created_at as happened_at, exported_at
    from work_items
    union all
    select 'work_items' as stream, completed_at as happened_at, exported_at
    from work_items
    union all
    select 'agent_runs' as stream, started_at as happened_at, exported_at
    from runs
    union all
    select 'reviews' as stream, reviewed_at as happened_at, exported_at
    from reviews
),

final as (
    select
        stream,
        max(happened_at) as newest_at,
        min(happened_at) as oldest_at,
        max(exported_at) as exported_at
    from events
    -- what an export dates after itself is planned or mistaken, and has not happened
    where happened_at <= {{ dbt.dateadd('day', 1, 'exported_at') }}
    group by stream
)

select * from final
