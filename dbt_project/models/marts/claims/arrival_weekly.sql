with

density as (
    select *
    from {{ ref('strategic_decision_density_weekly') }}
    where
        segment_type = 'total'
        and is_complete
),

parameters as (
    select
        {{ parameter('claim', 'judgment_time_share_target') }} as judgment_time_share_target,
        {{ parameter('claim', 'oversight_time_share_target') }} as oversight_time_share_target,
        {{ parameter('claim', 'execution_time_share_limit') }} as execution_time_share_limit,
        {{ parameter('claim', 'arrival_weeks') }} as arrival_weeks
),

shares as (
    select
        density.week_start,
        {{ exact_amount('density.judgment_hours') }} as judgment_hours,
        density.oversight_hours,
        {{ exact_amount('density.execution_hours') }} as execution_hours,
        {{ exact_amount('density.logged_hours') }} as logged_hours,
        density.judgment_time_share,
        density.oversight_time_share,
        density.execution_hours / nullif(density.logged_hours, 0) as execution_time_share,
        parameters.judgment_time_share_target,
        parameters.oversight_time_share_target,
        parameters.execution_time_share_limit,
        parameters.arrival_weeks
    from density
    cross join parameters
),

-- a quotient may miss by its last bit what the hours reach exactly
held as (
    select
        shares.*,
        shares.logged_hours > 0
        and shares.judgment_hours
        >= {{ exact_amount('shares.judgment_time_share_target') }} * shares.logged_hours
        and shares.execution_hours
        <= {{ exact_amount('shares.execution_time_share_limit') }} * shares.logged_hours
            as is_at_target
    from shares
),

-- every week that misses the target begins a new stretch
stretches as (
    select
        held.*,
        sum(case when held.is_at_target then 0 else 1 end) over (
            order by held.week_start rows between unbounded preceding and current row
        ) as stretch
    from held
),

counted as (
    select
        stretches.*,
        sum(case when stretches.is_at_target then 1 else 0 end) over (
            partition by stretches.stretch
            order by stretches.week_start rows between unbounded preceding and current row
        ) as weeks_in_a_row
    from stretches
),

final as (
    select
        week_start,
        cast(judgment_hours as double) as judgment_hours,
        cast(oversight_hours as double) as oversight_hours,
        cast(execution_hours as double) as execution_hours,
        cast(logged_hours as double) as logged_hours,
        judgment_time_share,
        oversight_time_share,
        execution_time_share,
        judgment_time_share_target,
        oversight_time_share_target,
        is_at_target,
        cast(weeks_in_a_row as bigint) as weeks_in_a_row,
        cast(arrival_weeks as bigint) as weeks_needed,
        weeks_in_a_row >= arrival_weeks as is_arrived
    from counted
)

select * from final
