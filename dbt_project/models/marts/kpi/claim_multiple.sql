with

claims as (
    select * from {{ ref('claim') }}
),

measures as (
    select * from {{ ref('claim_measure_weekly') }}
),

marked as (
    select
        measures.*,
        row_number() over (
            partition by measures.measure
            order by measures.week_start desc
        ) <= measures.recent_weeks_needed as is_recent
    from measures
    where measures.is_complete
),

-- no ratio is averaged: numerators and denominators are summed, and divided once
pooled as (
    select
        measure,
        count(*) filter (where is_baseline) as baseline_weeks,
        count(*) filter (where is_recent) as recent_weeks,
        count(*) filter (where is_recent) >= max(recent_weeks_needed) as has_recent_weeks,
        max(recent_weeks_needed) as recent_weeks_needed,
        sum(case when is_baseline then numerator end)
        / nullif(sum(case when is_baseline then denominator end), 0) as baseline_value,
        sum(case when is_recent then numerator end)
        / nullif(sum(case when is_recent then denominator end), 0) as recent_value
    from marked
    group by measure
),

stated as (
    select
        claims.*,
        pooled.baseline_value,
        coalesce(pooled.baseline_weeks, 0) as baseline_weeks,
        coalesce(pooled.recent_weeks, 0) as recent_weeks,
        case when pooled.has_recent_weeks then pooled.recent_value end as recent_value,
        case
            when pooled.measure is null then 'no complete week'
            when not pooled.has_recent_weeks
                then
                    cast(pooled.recent_weeks as {{ dbt.type_string() }}) || ' of '
                    || cast(pooled.recent_weeks_needed as {{ dbt.type_string() }})
                    || ' complete weeks'
            when pooled.baseline_weeks = 0 then 'no complete baseline week'
            when coalesce(pooled.baseline_value, 0) = 0 then 'nothing in the baseline weeks'
            when pooled.recent_value is null then 'nothing to divide by in the recent weeks'
        end as missing
    from claims
    left join pooled on claims.measure = pooled.measure
),

final as (
    select
        claim_id,
        claim_order,
        name,
        measure,
        unit,
        reference_multiple,
        reference,
        cast(baseline_weeks as bigint) as baseline_weeks,
        cast(baseline_value as double) as baseline_value,
        cast(recent_weeks as bigint) as recent_weeks,
        cast(recent_value as double) as recent_value,
        cast(recent_value / nullif(baseline_value, 0) as double) as own_multiple,
        missing
    from stated
)

select * from final
