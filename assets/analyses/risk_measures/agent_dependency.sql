-- The measures of agent dependency: one row per complete week and measure.
with weeks as (
    select * from marts.agent_dependency_weekly
    where is_complete
),

management as (
    select * from marts.agent_management_weekly
    where is_complete
),

final as (
    select
        week_start,
        'thin_run_share' as measure,
        case when missing is null then thin_runs end as numerator,
        runs as denominator,
        missing
    from weeks
    union all
    select
        week_start,
        'undocumented_run_share' as measure,
        case when missing is null then undocumented_runs end as numerator,
        runs as denominator,
        missing
    from weeks
    union all
    select
        week_start,
        'exposed_kpi_share' as measure,
        case when missing is null then exposed_kpi_amount end as numerator,
        exposed_kpi_whole as denominator,
        coalesce(missing, 'a KPI that depends on an agent') as missing
    from weeks
    union all
    select
        week_start,
        'busiest_share' as measure,
        busiest_hours as numerator,
        recent_hours as denominator,
        case
            when is_hidden then 'fewer people than may be shown'
            else 'logged hours of agent management'
        end as missing
    from management
)

select * from final
