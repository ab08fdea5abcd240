with

performance as (
    select * from {{ ref('stg_performance_by_grain') }}
),

final as (
    select
        stated_campaign_key,
        day,
        impressions,
        clicks,
        cost,
        conversions,
        conversion_value,
        currency,
        source,
        account,
        exported_at
    from performance
    where is_counted
)

select * from final
