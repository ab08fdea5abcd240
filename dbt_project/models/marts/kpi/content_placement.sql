with

placements as (
    select * from {{ ref('placements') }}
),

final as (
    select
        piece_key,
        variant_id,
        channel,
        title,
        content_type,
        workflow,
        agent,
        produced_by,
        url,
        cast(engagements as bigint) as engagements,
        first_published_at,
        week_start
    from placements
)

select * from final
