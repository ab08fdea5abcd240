with

remainders as (
    select * from {{ ref('ad_remainders') }}
),

final as (
    select
        campaign_key,
        day,
        measure,
        source,
        account,
        week_start,
        unit,
        cast(campaign_total as double) as campaign_total,
        cast(ad_total as double) as ad_total,
        cast(remainder as double) as remainder,
        campaign_file,
        ad_file,
        is_ad_file_newer
    from remainders
    where remainder <> 0
)

select * from final
