with

weeks as (
    select * from {{ ref('weeks') }}
),

levels as (
    select * from {{ ref('function_level_weekly') }}
),

sums as (
    select
        week_start,
        count(*) as known_functions,
        count(observed_level) as observed_functions,
        count(*) filter (where observed_level = {{ parameter('spectrum', 'stuck_level') }})
            as functions_at_level_2
    from levels
    group by week_start
),

counted as (
    select
        weeks.week_start,
        weeks.is_complete,
        coalesce(sums.known_functions, 0) as known_functions,
        coalesce(sums.observed_functions, 0) as observed_functions,
        coalesce(sums.functions_at_level_2, 0) as functions_at_level_2,
        cast(sums.functions_at_level_2 as double) / nullif(sums.observed_functions, 0)
            as stuck_share
    from weeks
    left join sums on weeks.week_start = sums.week_start
),

final as (
    select
        week_start,
        is_complete,
        cast(known_functions as bigint) as known_functions,
        cast(observed_functions as bigint) as observed_functions,
        cast(functions_at_level_2 as bigint) as functions_at_level_2,
        stuck_share,
        functions_at_level_2
        >= {{ exact_amount(parameter('spectrum', 'stuck_share')) }} * nullif(observed_functions, 0)
            as is_stuck_at_2
    from counted
)

select * from final
