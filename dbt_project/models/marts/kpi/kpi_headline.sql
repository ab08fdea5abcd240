with

kpis as (
    select * from {{ ref('kpi_weekly') }}
),

baselines as (
    select * from {{ ref('kpi_baseline') }}
),

targets as (
    select * from {{ ref('kpi_target_weekly') }}
),

complete as (
    select
        kpis.*,
        row_number() over (partition by kpis.kpi_id order by kpis.week_start desc) as recency
    from kpis
    where
        kpis.segment_type = 'total'
        and kpis.is_complete
),

newest as (
    select *
    from complete
    where recency = 1
),

previous as (
    select *
    from complete
    where recency = 2
),

final as (
    select
        newest.kpi_id,
        newest.week_start,
        newest.value,
        newest.numerator,
        newest.denominator,
        newest.is_maturing,
        newest.is_small_n,
        previous.value as previous_value,
        newest.value - previous.value as change,
        newest.value / nullif(previous.value, 0) - 1 as change_share,
        baselines.baseline_value,
        baselines.multiple,
        targets.target_value,
        targets.final_target_value,
        targets.until_day as target_until,
        -- a maturing week still rises: it is not held against a target
        case
            when not newest.is_maturing and not newest.is_small_n
                then newest.value - targets.target_value
        end as target_gap,
        newest.replaced_metric,
        newest.replaced_value,
        previous.replaced_value as replaced_previous_value
    from newest
    left join previous on newest.kpi_id = previous.kpi_id
    left join baselines on newest.kpi_id = baselines.kpi_id
    left join targets
        on
            newest.kpi_id = targets.kpi_id
            and newest.week_start = targets.week_start
)

select * from final
