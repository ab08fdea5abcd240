with

campaigns as (
    select * from {{ ref('stg_campaigns') }}
),

aliases as (
    select * from {{ ref('stg_campaign_aliases') }}
),

named_ids as (
    select
        named_key as stated_campaign_key,
        min_by(campaign_key, key_rank) as campaign_key
    from campaigns
    where not id_is_derived
    group by named_key
),

-- an id that a name leads to may itself have been joined with another
named as (
    select
        named_ids.stated_campaign_key,
        coalesce(aliases.to_key, named_ids.campaign_key) as campaign_key
    from named_ids
    left join aliases on named_ids.campaign_key = aliases.from_key
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
