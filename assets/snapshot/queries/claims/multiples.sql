-- What is the organisation's own multiple beside each claim?
with

claims as (
    select * from claim
),

measured as (
    select * from claim_multiple_weekly
),

last_week as (
    select max(week_start) as week_start from measured
),

newest as (
    select measured.*
    from measured
    inner join last_week on measured.week_start = last_week.week_start
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
        newest.baseline_value,
        coalesce(newest.baseline_weeks, 0) as baseline_weeks,
        newest.recent_value,
        coalesce(newest.recent_weeks, 0) as recent_weeks,
        newest.own_multiple,
        case when newest.measure is null then 'no complete week' else newest.missing end as missing
    from claims
    left join newest on claims.measure = newest.measure
)

select * exclude (claim_order) from final
order by claim_order
