with

optimizations as (
    select * from {{ ref('int_optimizations_measured') }}
),

declared as (
    select * from {{ source('org', 'reporting') }}
),

final as (
    select
        optimizations.campaign_key,
        optimizations.campaign_name,
        optimizations.channel,
        optimizations.workflow,
        {{ actor_unless_hidden('optimizations.actor', 'optimizations.actor_type') }} as actor,
        optimizations.actor_type,
        optimizations.category,
        optimizations.optimized_at,
        optimizations.week_start,
        cast(optimizations.changes as bigint) as changes,
        optimizations.description,
        optimizations.cost_per_conversion_before,
        optimizations.cost_per_conversion_after,
        cast(optimizations.is_improved as integer) as is_improved
    from optimizations
    cross join declared
)

select * from final
