-- What is the organisation's own multiple beside each claim?
with

newest as (
    select *
    from claim_multiple_weekly
    where week_start = (select max(week_start) from claim_multiple_weekly)
),

final as (
    select
        claim.claim_id,
        claim.claim_order,
        claim.name,
        claim.measure,
        claim.unit,
        claim.reference_multiple,
        claim.reference,
        newest.baseline_value,
        coalesce(newest.baseline_weeks, 0) as baseline_weeks,
        newest.recent_value,
        coalesce(newest.recent_weeks, 0) as recent_weeks,
        newest.own_multiple,
        case when newest.measure is null then 'no complete week' else newest.missing end as missing
    from claim
    left join newest on claim.measure = newest.measure
)

select * exclude (claim_order) from final
order by claim_order
