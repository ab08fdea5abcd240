with

changes as (
    select * from {{ ref('int_changes_attributed') }}
),

declared as (
    select * from {{ source('org', 'reporting') }}
),

final as (
    select
        changes.change_key,
        changes.campaign_key,
        changes.campaign_name,
        {{ actor_unless_hidden('changes.actor', 'changes.actor_type') }} as actor,
        changes.actor_type,
        changes.category,
        changes.description,
        changes.changed_at,
        changes.changed_week as week_start,
        changes.attribution as reason
    from changes
    cross join declared
    where changes.is_unattributed
)

select * from final
