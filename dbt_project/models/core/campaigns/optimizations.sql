with

optimizations as (
    select * from {{ ref('optimizations_sessionized') }}
),

days as (
    select * from {{ ref('campaign_days') }}
),

levels as (
    select * from {{ ref('workflow_levels') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

bounds as (
    select cast({{ parameter('kpi', 'effect_window_days') }} as integer) as window_days
),

distinct_days as (
    select distinct
        optimizations.campaign_key,
        cast(optimizations.optimized_local_at as date) as optimized_day
    from optimizations
),

windows as (
    select
        distinct_days.campaign_key,
        distinct_days.optimized_day,
        cast(
            {{ dbt.dateadd('day', '-bounds.window_days', 'distinct_days.optimized_day') }}
            as date
        ) as first_day,
        cast(
            {{ dbt.dateadd('day', 'bounds.window_days', 'distinct_days.optimized_day') }} as date
        ) as last_day
    from distinct_days
    cross join bounds
),

sides as (
    select
        windows.campaign_key,
        windows.optimized_day,
        max(windows.last_day) as last_day,
        sum(case when days.day < windows.optimized_day then days.cost end) as cost_before,
        sum(case when days.day < windows.optimized_day then days.conversions end)
            as conversions_before,
        sum(case when days.day > windows.optimized_day then days.cost end) as cost_after,
        sum(case when days.day > windows.optimized_day then days.conversions end)
            as conversions_after,
        count(
            distinct case
                when days.cost is not null and days.day <> windows.optimized_day then days.currency
            end
        ) as currencies
    from windows
    inner join days
        on
            windows.campaign_key = days.campaign_key
            and days.day between windows.first_day and windows.last_day
    group by windows.campaign_key, windows.optimized_day
),

effects as (
    select
        sides.campaign_key,
        sides.optimized_day,
        cast(sides.cost_before as double) / sides.conversions_before as cost_per_conversion_before,
        cast(sides.cost_after as double) / sides.conversions_after as cost_per_conversion_after
    from sides
    cross join reporting
    where
        sides.conversions_before > 0
        and sides.cost_before is not null
        and sides.cost_after is not null
        and sides.conversions_after > 0
        -- amounts of several currencies are not added up
        and sides.currencies = 1
        and sides.last_day < cast(reporting.as_of_local as date)
),

final as (
    select
        optimizations.*,
        {{ shown_name('optimizations.actor', 'optimizations.actor_type') }} as shown_actor,
        {{ level_segment('levels') }} as declared_level,
        effects.cost_per_conversion_before,
        effects.cost_per_conversion_after,
        case
            when effects.campaign_key is null then null
            when effects.cost_per_conversion_after < effects.cost_per_conversion_before then 1
            else 0
        end as is_improved
    from optimizations
    cross join reporting
    left join effects
        on
            optimizations.campaign_key = effects.campaign_key
            and cast(optimizations.optimized_local_at as date) = effects.optimized_day
    left join levels
        on {{ level_holds(
            'levels', 'optimizations.workflow', last_day_of_week('optimizations.week_start')
        ) }}
)

select * from final
