with

changes as (
    select * from {{ ref('int_changes_attributed') }}
),

final as (
    select
        change_key,
        campaign_key,
        campaign_name,
        actor,
        actor_type,
        category,
        description,
        changed_at,
        changed_week as week_start,
        attribution as reason
    from changes
    where is_unattributed
)

select * from final
