with

claims as (
    select * from {{ ref('claim') }}
),

multiples as (
    select * from {{ ref('claim_multiple_weekly') }}
),

newest as (
    select *
    from multiples
    where week_start = (select max(weeks.week_start) from multiples as weeks)
),

final as (
    select
        claims.claim_id,
        claims.claim_order,
        claims.name,
        claims.measure,
        claims.unit,
        claims.reference_multiple,
        claims.reference,
        coalesce(newest.baseline_weeks, 0) as baseline_weeks,
        newest.baseline_value,
        coalesce(newest.recent_weeks, 0) as recent_weeks,
        newest.recent_value,
        newest.own_multiple,
        case when newest.measure is null then 'no complete week' else newest.missing end as missing
    from claims
    left join newest on claims.measure = newest.measure
)

select * from final
