with

pieces as (
    select * from {{ ref('pieces') }}
),

final as (
    select
        piece_key,
        title,
        channel,
        url,
        source
    from pieces
    where is_undated
)

select * from final
