with

optimizations as (
    select * from {{ ref('optimizations') }}
),

final as (
    select
        optimizations.optimization_key,
        optimizations.campaign_key,
        optimizations.campaign_name,
        optimizations.channel,
        optimizations.workflow,
        optimizations.shown_actor as actor,
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
)

select * from final
