with

optimizations as (
    select * from {{ ref('int_optimizations_measured') }}
),

final as (
    select
        campaign_key,
        campaign_name,
        channel,
        workflow,
        actor,
        actor_type,
        category,
        optimized_at,
        week_start,
        cast(changes as bigint) as changes,
        description,
        cost_per_conversion_before,
        cost_per_conversion_after,
        cast(is_improved as integer) as is_improved
    from optimizations
)

select * from final
