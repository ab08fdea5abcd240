{{ config(materialized='ephemeral') }}

with

weeks as (
    select * from {{ ref('weeks') }}
),

pairs as (
    select * from {{ ref('week_windows') }}
),

rotated as (
    select * from {{ ref('people_in_rotation') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

bounds as (
    select
        cast({{ parameter('risk', 'rotation_weeks') }} as integer) as rotation_weeks,
        {{ parameter('risk', 'minimum_stated_share') }} as minimum_stated_share
),

history as (
    select
        week_start,
        count(*) as weeks_known
    from pairs
    where is_in_rotation
    group by week_start
),

sums as (
    select
        week_start,
        count(*) as people,
        count(*) filter (where has_unaided_sprint = 0) as people_without_unaided_sprint,
        sum(judgment_hours) as judgment_hours,
        sum(stated_hours) as stated_hours
    from rotated
    group by week_start
),

joined as (
    select
        weeks.week_start,
        history.weeks_known,
        coalesce(sums.people, 0) as people,
        coalesce(sums.people_without_unaided_sprint, 0) as people_without_unaided_sprint,
        coalesce(sums.judgment_hours, 0) as judgment_hours,
        sums.stated_hours,
        sums.stated_hours / nullif(sums.judgment_hours, 0) as stated_share
    from weeks
    inner join history on weeks.week_start = history.week_start
    left join sums on weeks.week_start = sums.week_start
),

final as (
    select
        joined.week_start,
        joined.people,
        joined.people_without_unaided_sprint,
        joined.stated_share,
        coalesce(reporting.hides_people and joined.people < reporting.minimum_people, false)
            as is_hidden,
        case
            when joined.weeks_known < bounds.rotation_weeks
                then
                    cast(joined.weeks_known as {{ dbt.type_string() }}) || ' of '
                    || cast(bounds.rotation_weeks as {{ dbt.type_string() }}) || ' weeks'
            when joined.judgment_hours = 0 then 'logged hours of judgment work'
            when
                joined.stated_hours
                < {{ exact_amount('bounds.minimum_stated_share') }} * joined.judgment_hours
                then
                    'whether AI assisted: stated for '
                    || {{ share_in_words('joined.stated_share') }} || ' of judgment hours, not '
                    || {{ share_in_words('bounds.minimum_stated_share') }}
        end as missing
    from joined
    cross join bounds
    cross join reporting
)

select * from final
