with

weeks as (
    select *
    from {{ ref('claim_measure_weekly') }}
    where is_complete
),

measures as (
    select
        *,
        row_number() over (partition by measure order by week_start) as week_number
    from weeks
),

-- no ratio is averaged: numerators and denominators are summed, and divided once
baselines as (
    select
        measure,
        count(*) as baseline_weeks,
        sum(numerator) / nullif(sum(denominator), 0) as baseline_value
    from measures
    where is_baseline
    group by measure
),

recent as (
    select
        measures.measure,
        measures.week_start,
        measures.recent_weeks_needed,
        count(*) as recent_weeks,
        sum(earlier.numerator) / nullif(sum(earlier.denominator), 0) as recent_value
    from measures
    inner join measures as earlier
        on
            measures.measure = earlier.measure
            and measures.week_number >= earlier.week_number
            and measures.week_number - earlier.week_number < measures.recent_weeks_needed
    group by measures.measure, measures.week_start, measures.recent_weeks_needed
),

joined as (
    select
        recent.*,
        coalesce(baselines.baseline_weeks, 0) as baseline_weeks,
        baselines.baseline_value,
        case
            when recent.recent_weeks < recent.recent_weeks_needed
                then
                    {{ count_in_words('recent.recent_weeks') }} || ' of '
                    || {{ count_in_words('recent.recent_weeks_needed') }} || ' complete weeks'
            when baselines.baseline_weeks is null then 'no complete baseline week'
            when coalesce(baselines.baseline_value, 0) = 0 then 'nothing in the baseline weeks'
            when recent.recent_value is null then 'nothing to divide by in the recent weeks'
        end as missing
    from recent
    left join baselines on recent.measure = baselines.measure
),

final as (
    select
        measure,
        week_start,
        cast(baseline_weeks as bigint) as baseline_weeks,
        cast(baseline_value as double) as baseline_value,
        cast(recent_weeks as bigint) as recent_weeks,
        cast(case when recent_weeks >= recent_weeks_needed then recent_value end as double)
            as recent_value,
        cast(case when missing is null then recent_value / baseline_value end as double)
            as own_multiple,
        missing
    from joined
)

select * from final
