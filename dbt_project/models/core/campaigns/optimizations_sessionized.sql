{{ config(materialized='ephemeral') }}

with

changes as (
    select * from {{ ref('campaign_changes') }}
),

bounds as (
    select cast({{ parameter('kpi', 'optimization_session_minutes') }} as integer) as gap_minutes
),

ordered as (
    select
        changes.*,
        coalesce(changes.actor, 'unknown') as session_actor,
        lag(changes.changed_at) over (
            partition by changes.campaign_key, coalesce(changes.actor, 'unknown'), changes.category
            order by changes.changed_at, changes.change_key
        ) as previous_changed_at
    from changes
    where changes.is_optimization
),

marked as (
    select
        ordered.*,
        case
            when
                ordered.changed_at <= {{ dbt.dateadd(
                    'minute', 'bounds.gap_minutes', 'ordered.previous_changed_at'
                ) }}
                then 0
            else 1
        end as starts_session
    from ordered
    cross join bounds
),

numbered as (
    select
        marked.*,
        sum(marked.starts_session) over (
            partition by marked.campaign_key, marked.session_actor, marked.category
            order by marked.changed_at, marked.change_key
            rows between unbounded preceding and current row
        ) as session_number
    from marked
),

final as (
    select
        min(change_key) as optimization_key,
        campaign_key,
        session_actor as actor,
        category,
        min(campaign_name) as campaign_name,
        min(channel) as channel,
        min(workflow) as workflow,
        min(actor_type) as actor_type,
        min(changed_at) as optimized_at,
        min(changed_local_at) as optimized_local_at,
        min(changed_week) as week_start,
        count(*) as changes,
        min_by(description, changed_at) as description
    from numbered
    group by campaign_key, session_actor, category, session_number
)

select * from final
