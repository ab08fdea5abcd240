with

vanished as (
    select * from {{ ref('vanished_days') }}
),

final as (
    select
        campaign_key,
        day,
        newer_file,
        cast(cost as double) as cost
    from vanished
)

select * from final
