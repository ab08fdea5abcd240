with

work_items as (
    select * from {{ ref('stg_work_items') }}
),

kinds as (
    select * from {{ ref('work_kind') }}
),

seeded_rules as (
    select * from {{ ref('work_kind_rule') }}
),

levels as (
    select * from {{ source('org', 'workflow_level') }}
),

level_kinds as (
    select * from {{ ref('spectrum_level_kind') }}
),

reporting as (
    select * from {{ ref('int_reporting') }}
),

rules as (
    select
        rule_order,
        kind,
        lower(nullif(source, '')) as source,
        lower(nullif(project, '')) as project,
        lower(nullif(workflow, '')) as workflow,
        lower(nullif(item_kind, '')) as item_kind,
        lower(nullif(label, '')) as label
    from seeded_rules
),

completed as (
    select
        work_items.*,
        lower(trim(work_items.kind)) as item_kind,
        ';' || lower(coalesce(work_items.labels, '')) || ';' as label_text
    from work_items
    cross join reporting
    where
        work_items.assignee_type = 'human'
        and work_items.completed_at <= reporting.as_of
),

-- far fewer than items, so that the rules are matched against few rows
shapes as (
    select distinct
        source,
        project,
        workflow,
        item_kind,
        label_text
    from completed
),

matches as (
    select
        shapes.source,
        shapes.project,
        shapes.workflow,
        shapes.item_kind,
        shapes.label_text,
        rules.kind,
        row_number() over (
            partition by
                shapes.source,
                shapes.project,
                shapes.workflow,
                shapes.item_kind,
                shapes.label_text
            order by rules.rule_order
        ) as match_rank
    from shapes
    inner join rules
        on
            coalesce(rules.source, shapes.source) = shapes.source
            and (rules.project is null or rules.project = lower(shapes.project))
            and (rules.workflow is null or rules.workflow = lower(shapes.workflow))
            and (rules.item_kind is null or shapes.item_kind = rules.item_kind)
            and (rules.label is null or contains(shapes.label_text, ';' || rules.label || ';'))
),

levels_at_completion as (
    select
        completed.work_item_key,
        level_kinds.kind,
        row_number() over (
            partition by completed.work_item_key
            order by levels.from_day desc
        ) as recency
    from completed
    cross join reporting
    inner join levels
        on
            completed.workflow = levels.workflow
            and levels.from_day <= cast({{ reporting_time('completed.completed_at') }} as date)
    left join level_kinds on levels.level = level_kinds.level
),

chosen as (
    select
        completed.*,
        kinds.kind as own_kind,
        matches.kind as rule_kind,
        levels_at_completion.kind as level_kind
    from completed
    left join kinds on completed.item_kind = kinds.kind
    left join matches
        on
            completed.source = matches.source
            and completed.project is not distinct from matches.project
            and completed.workflow is not distinct from matches.workflow
            and completed.item_kind is not distinct from matches.item_kind
            and completed.label_text = matches.label_text
            and matches.match_rank = 1
    left join levels_at_completion
        on
            completed.work_item_key = levels_at_completion.work_item_key
            and levels_at_completion.recency = 1
),

final as (
    select
        chosen.work_item_key,
        chosen.title,
        chosen.source,
        chosen.project,
        chosen.workflow,
        chosen.assignee,
        chosen.role,
        chosen.hours,
        chosen.ai_assisted,
        chosen.agent_run_key,
        chosen.completed_at,
        chosen.reopened_at,
        coalesce(chosen.own_kind, chosen.rule_kind, chosen.level_kind, 'execution') as kind,
        case
            when chosen.own_kind is not null then 'kind'
            when chosen.rule_kind is not null then 'rule'
            when chosen.level_kind is not null then 'level'
            else 'none'
        end as classified_by,
        {{ reporting_week('chosen.completed_at') }} as week_start
    from chosen
    cross join reporting
)

select * from final
