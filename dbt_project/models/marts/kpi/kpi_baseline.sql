with

kpis as (
    select * from {{ ref('kpi_weekly') }}
),

weeks as (
    select * from {{ ref('weeks') }}
),

definitions as (
    select * from {{ ref('kpi_definition') }}
),

aggregations as (
    select
        kpi_id,
        max(aggregation) as aggregation
    from definitions
    group by kpi_id
),

recent as (
    select
        kpis.*,
        row_number() over (partition by kpis.kpi_id order by kpis.week_start desc) as recency
    from kpis
    where
        kpis.segment_type = 'total'
        and kpis.is_complete
        and not kpis.is_maturing
),

marked as (
    select
        recent.kpi_id,
        recent.numerator,
        recent.denominator,
        weeks.is_baseline,
        recent.recency <= {{ parameter('kpi', 'multiple_weeks') }} as is_recent
    from recent
    inner join weeks on recent.week_start = weeks.week_start
),

-- no ratio is averaged: numerators and denominators are summed, and divided once
sums as (
    select
        kpi_id,
        count(*) filter (where is_baseline) as baseline_weeks,
        sum(case when is_baseline then numerator end) as baseline_numerator,
        sum(case when is_baseline then denominator end) as baseline_denominator,
        count(*) filter (where is_recent) as recent_weeks,
        sum(case when is_recent then numerator end) as recent_numerator,
        sum(case when is_recent then denominator end) as recent_denominator
    from marked
    group by kpi_id
),

pooled as (
    select
        sums.kpi_id,
        sums.baseline_weeks,
        sums.recent_weeks,
        sums.baseline_numerator / nullif(
            case aggregations.aggregation
                when 'ratio' then sums.baseline_denominator
                else sums.baseline_weeks
            end, 0
        ) as baseline_value,
        sums.recent_numerator / nullif(
            case aggregations.aggregation
                when 'ratio' then sums.recent_denominator
                else sums.recent_weeks
            end, 0
        ) as recent_value
    from sums
    inner join aggregations on sums.kpi_id = aggregations.kpi_id
),

final as (
    select
        kpi_id,
        cast(baseline_weeks as bigint) as baseline_weeks,
        cast(baseline_value as double) as baseline_value,
        cast(recent_weeks as bigint) as recent_weeks,
        cast(recent_value as double) as recent_value,
        cast(recent_value / nullif(baseline_value, 0) as double) as multiple
    from pooled
)

select * from final
