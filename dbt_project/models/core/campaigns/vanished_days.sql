{{ config(materialized='ephemeral') }}

with

replaced as (
    select * from {{ ref('stg_replaced_performance') }}
),

performance as (
    select * from {{ ref('stg_campaign_performance') }}
),

resolved as (
    select * from {{ ref('campaign_keys') }}
),

current_days as (
    select distinct
        coalesce(resolved.campaign_key, performance.stated_campaign_key) as campaign_key,
        performance.day
    from performance
    left join resolved on performance.stated_campaign_key = resolved.stated_campaign_key
),

earlier_days as (
    select
        coalesce(resolved.campaign_key, replaced.stated_campaign_key) as campaign_key,
        replaced.day,
        replaced.newer_file,
        max(replaced.cost) as cost
    from replaced
    left join resolved on replaced.stated_campaign_key = resolved.stated_campaign_key
    group by
        coalesce(resolved.campaign_key, replaced.stated_campaign_key),
        replaced.day,
        replaced.newer_file
),

final as (
    select earlier_days.*
    from earlier_days
    left join current_days
        on
            earlier_days.campaign_key = current_days.campaign_key
            and earlier_days.day = current_days.day
    where current_days.campaign_key is null
)

select * from final
