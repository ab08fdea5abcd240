with

campaigns as (
    select * from {{ ref('stg_campaigns') }}
),

aliases as (
    select * from {{ source('org', 'campaign_alias') }}
),

named as (
    select
        source || ':' || account || '/' || name as stated_campaign_key,
        min(campaign_key) as campaign_key
    from campaigns
    where not id_is_derived
    group by source, account, name
),

renamed as (
    select
        aliases.from_key as stated_campaign_key,
        coalesce(named.campaign_key, aliases.to_key) as campaign_key
    from aliases
    left join named on aliases.to_key = named.stated_campaign_key
),

final as (
    select
        stated_campaign_key,
        campaign_key
    from renamed
    union all
    select
        named.stated_campaign_key,
        named.campaign_key
    from named
    left join renamed on named.stated_campaign_key = renamed.stated_campaign_key
    where renamed.stated_campaign_key is null
)

select * from final
