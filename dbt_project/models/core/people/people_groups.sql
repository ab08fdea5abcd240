with

work as (
    select * from {{ ref('human_work') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

segmented as (
    {{ segmented('work', kpi_segments('strategic_decision_density')) }}
),

memberships as (
    select distinct
        week_start,
        segment_type,
        'all' as whole,
        segment,
        lower(assignee) as person
    from segmented
    where segment_type <> 'total'
    union
    select distinct
        week_start,
        'workflow_of_role' as segment_type,
        coalesce(role, 'unknown') as whole,
        coalesce(workflow, 'unknown') as segment,
        lower(assignee) as person
    from work
    where class = 'execution'
),

sized as (
    select
        week_start,
        segment_type,
        whole,
        segment,
        count(person) as people
    from memberships
    group by week_start, segment_type, whole, segment
),

compared as (
    select
        sized.*,
        reporting.hides_people,
        reporting.minimum_people,
        sized.people < reporting.minimum_people as is_small
    from sized
    cross join reporting
),

-- how many people the groups have together that are too small by themselves
rests as (
    select
        compared.week_start,
        compared.segment_type,
        compared.whole,
        count(distinct memberships.person) as people
    from compared
    inner join memberships
        on
            compared.week_start = memberships.week_start
            and compared.segment_type = memberships.segment_type
            and compared.whole = memberships.whole
            and compared.segment = memberships.segment
    where compared.is_small
    group by compared.week_start, compared.segment_type, compared.whole
),

ranked as (
    select
        compared.*,
        rests.people as rest_people,
        row_number() over (
            partition by
                compared.week_start,
                compared.segment_type,
                compared.whole,
                compared.is_small
            order by compared.people, compared.segment
        ) as smallness
    from compared
    left join rests
        on
            compared.week_start = rests.week_start
            and compared.segment_type = rests.segment_type
            and compared.whole = rests.whole
),

-- what is left of a sum must not be a small group either: the smallest of the others joins it
final as (
    select
        week_start,
        segment_type,
        whole,
        segment,
        people,
        not hides_people
        or not (is_small or coalesce(rest_people < minimum_people, false) and smallness = 1)
            as is_shown
    from ranked
)

select * from final
