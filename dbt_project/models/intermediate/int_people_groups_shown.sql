with

work as (
    select * from {{ ref('int_human_work_unioned') }}
),

declared as (
    select * from {{ source('org', 'reporting') }}
),

segmented as (
    {{ segmented('work', ['role', 'workflow', 'assignee', 'declared_level']) }}
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

judged as (
    select
        sized.*,
        declared.hides_people,
        declared.minimum_people,
        sized.people < declared.minimum_people as is_small
    from sized
    cross join declared
),

-- how many people the groups have together that are too small by themselves
rests as (
    select
        judged.week_start,
        judged.segment_type,
        judged.whole,
        count(distinct memberships.person) as people
    from judged
    inner join memberships
        on
            judged.week_start = memberships.week_start
            and judged.segment_type = memberships.segment_type
            and judged.whole = memberships.whole
            and judged.segment = memberships.segment
    where judged.is_small
    group by judged.week_start, judged.segment_type, judged.whole
),

ranked as (
    select
        judged.*,
        rests.people as rest_people,
        row_number() over (
            partition by judged.week_start, judged.segment_type, judged.whole, judged.is_small
            order by judged.people, judged.segment
        ) as smallness
    from judged
    left join rests
        on
            judged.week_start = rests.week_start
            and judged.segment_type = rests.segment_type
            and judged.whole = rests.whole
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
