with

targets as (
    select * from {{ source('org', 'target') }}
),

baselines as (
    select * from {{ ref('kpi_baseline') }}
),

weeks as (
    select * from {{ ref('weeks') }}
),

paths as (
    select
        targets.kpi_id,
        weeks.week_start,
        targets.target_value,
        targets.until_day,
        coalesce(targets.start_value, baselines.baseline_value, targets.target_value)
            as start_value,
        least(
            1.0,
            cast({{ dbt.datediff('targets.from_day', 'weeks.week_start', 'day') }} as double)
            / {{ dbt.datediff('targets.from_day', 'targets.until_day', 'day') }}
        ) as progress,
        row_number() over (
            partition by targets.kpi_id, weeks.week_start
            order by targets.from_day desc
        ) as recency
    from targets
    inner join weeks on targets.from_day <= weeks.week_start
    left join baselines on targets.kpi_id = baselines.kpi_id
),

final as (
    select
        kpi_id,
        week_start,
        cast(start_value + (target_value - start_value) * progress as double) as target_value,
        cast(target_value as double) as final_target_value,
        until_day
    from paths
    where recency = 1
)

select * from final
