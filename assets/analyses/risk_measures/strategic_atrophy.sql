-- The measures of strategic atrophy: one row per complete week and measure.
with weeks as (
    select
        *,
        coalesce(missing, case when is_hidden then 'fewer people than may be shown' end)
            as unaided_missing
    from marts.strategic_atrophy_weekly
    where is_complete
),

parameters as (
    select
        max(value) filter (where parameter = 'recent_weeks')::integer as recent_weeks,
        max(value) filter (where parameter = 'minimum_reviewed_runs')::integer as minimum_runs
    from seeds.parameter
    where subject = 'risk'
),

recent as (
    select
        weeks.week_start,
        sum(earlier.unaided_judgment_hours::decimal(28, 10)) as hours,
        sum(earlier.active_people) as people
    from weeks
    cross join parameters
    inner join weeks as earlier
        on
            weeks.week_start >= earlier.week_start
            and weeks.week_start - (7 * parameters.recent_weeks)::integer < earlier.week_start
    -- weeks without enough data have people, but no hours
    where earlier.unaided_judgment_hours is not null
    group by weeks.week_start
),

final as (
    select
        week_start,
        'without_sprint_share' as measure,
        people_without_unaided_sprint as numerator,
        people as denominator,
        unaided_missing as missing
    from weeks
    union all
    select
        weeks.week_start,
        'unaided_hours_per_person' as measure,
        case when weeks.unaided_missing is null then recent.hours end as numerator,
        recent.people as denominator,
        weeks.unaided_missing as missing
    from weeks
    left join recent on weeks.week_start = recent.week_start
    union all
    select
        weeks.week_start,
        'passed_unedited_share' as measure,
        case
            when weeks.reviewed_runs >= parameters.minimum_runs then weeks.passed_unedited_runs
        end as numerator,
        weeks.reviewed_runs as denominator,
        format('{} of {} reviewed runs', weeks.reviewed_runs, parameters.minimum_runs) as missing
    from weeks
    cross join parameters
)

select * from final
