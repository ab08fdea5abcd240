with

weeks as (
    select * from {{ ref('weeks') }}
),

person_weeks as (
    select * from {{ ref('person_weeks') }}
),

rotation as (
    select * from {{ ref('rotation_weekly') }}
),

runs as (
    select * from {{ ref('runs_passed_weekly') }}
),

sums as (
    select
        week_start,
        count(*) as active_people,
        sum(judgment_hours) as judgment_hours,
        sum(stated_hours) as stated_hours,
        sum(unaided_hours) as unaided_hours,
        count(*) filter (where is_unaided_sprint) as unaided_sprints
    from person_weeks
    group by week_start
),

joined as (
    select
        weeks.week_start,
        weeks.is_complete,
        rotation.is_hidden,
        rotation.missing,
        rotation.people,
        rotation.people_without_unaided_sprint,
        rotation.stated_share,
        runs.reviewed_runs,
        runs.passed_unedited_runs,
        coalesce(sums.active_people, 0) as active_people,
        coalesce(sums.judgment_hours, 0) as judgment_hours,
        coalesce(sums.unaided_hours, 0) as unaided_hours,
        coalesce(sums.unaided_sprints, 0) as unaided_sprints,
        not rotation.is_hidden and rotation.missing is null as is_measured
    from weeks
    inner join rotation on weeks.week_start = rotation.week_start
    inner join runs on weeks.week_start = runs.week_start
    left join sums on weeks.week_start = sums.week_start
),

final as (
    select
        week_start,
        is_complete,
        is_hidden,
        cast(case when not is_hidden then judgment_hours end as double) as judgment_hours,
        cast(case when not is_hidden then stated_share end as double) as stated_share,
        cast(case when is_measured then unaided_hours end as double) as unaided_judgment_hours,
        cast(case when not is_hidden then active_people end as bigint) as active_people,
        cast(case when is_measured then unaided_hours end as double) / nullif(active_people, 0)
            as unaided_hours_per_person,
        cast(case when is_measured then unaided_sprints end as bigint) as unaided_sprints,
        cast(case when not is_hidden then people end as bigint) as people,
        cast(case when is_measured then people_without_unaided_sprint end as bigint)
            as people_without_unaided_sprint,
        cast(reviewed_runs as bigint) as reviewed_runs,
        cast(passed_unedited_runs as bigint) as passed_unedited_runs,
        cast(passed_unedited_runs as double) / nullif(reviewed_runs, 0) as passed_unedited_share,
        missing
    from joined
)

select * from final
