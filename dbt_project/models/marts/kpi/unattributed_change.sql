with

changes as (
    select * from {{ ref('campaign_changes') }}
),

final as (
    select
        changes.change_key,
        changes.campaign_key,
        changes.campaign_name,
        changes.shown_actor as actor,
        changes.actor_type,
        changes.category,
        changes.description,
        changes.changed_at,
        changes.changed_week as week_start,
        changes.attribution as reason
    from changes
    where changes.is_unattributed
)

select * from final
