with

days as (
    select * from {{ ref('campaign_days') }}
),

weeks as (
    select * from {{ ref('weeks') }}
),

campaigns as (
    select * from {{ ref('campaigns') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

sums as (
    select
        days.campaign_key,
        days.week_start,
        days.currency,
        sum(days.impressions) as impressions,
        sum(days.clicks) as clicks,
        sum(days.conversions) as conversions,
        sum(days.cost) as cost,
        sum(days.conversion_value) as conversion_value,
        sum(days.reported_cost) as reported_cost,
        sum(days.reported_conversion_value) as reported_conversion_value,
        -- a rate that is missing for some days leaves no sum in one currency
        case
            when min(days.reported_currency) = max(days.reported_currency)
                then max(days.reported_currency)
        end as reported_currency
    from days
    cross join reporting
    where days.day <= reporting.as_of_on
    group by days.campaign_key, days.week_start, days.currency
),

final as (
    select
        sums.week_start,
        weeks.is_complete,
        sums.campaign_key,
        campaigns.name as campaign_name,
        campaigns.channel,
        campaigns.workflow,
        cast(sums.impressions as bigint) as impressions,
        cast(sums.clicks as bigint) as clicks,
        cast(sums.conversions as double) as conversions,
        cast(sums.cost as double) as cost,
        cast(sums.conversion_value as double) as conversion_value,
        sums.currency,
        case when sums.reported_currency is not null then cast(sums.reported_cost as double) end
            as reported_cost,
        case
            when sums.reported_currency is not null
                then cast(sums.reported_conversion_value as double)
        end as reported_conversion_value,
        sums.reported_currency
    from sums
    inner join weeks on sums.week_start = weeks.week_start
    left join campaigns on sums.campaign_key = campaigns.campaign_key
)

select * from final
