with

performance as (
    select * from {{ ref('stg_campaign_performance') }}
),

resolved as (
    select * from {{ ref('campaign_keys') }}
),

rates as (
    select * from {{ ref('exchange_rates') }}
),

final as (
    select
        coalesce(resolved.campaign_key, performance.stated_campaign_key) as campaign_key,
        performance.day,
        cast(date_trunc('week', performance.day) as date) as week_start,
        coalesce(performance.currency, 'unknown') as currency,
        sum(performance.impressions) as impressions,
        sum(performance.clicks) as clicks,
        sum(performance.cost) as cost,
        sum({{ exact_amount('performance.conversions') }}) as conversions,
        sum(performance.conversion_value) as conversion_value,
        sum({{ converted('performance.cost') }}) as reported_cost,
        sum({{ converted('performance.conversion_value') }}) as reported_conversion_value,
        max(coalesce(rates.reporting_currency, performance.currency, 'unknown'))
            as reported_currency
    from performance
    left join resolved on performance.stated_campaign_key = resolved.stated_campaign_key
    left join rates on {{ rate_holds('performance.currency', 'performance.day') }}
    group by
        coalesce(resolved.campaign_key, performance.stated_campaign_key),
        performance.day,
        coalesce(performance.currency, 'unknown')
)

select * from final
