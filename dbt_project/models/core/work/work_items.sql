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
    select * from {{ ref('workflow_levels') }}
),

level_kinds as (
    select * from {{ ref('spectrum_level') }}
),

reporting as (
    select * from {{ ref('reporting') }}
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
        ';' || lower(coalesce(work_items.labels, '')) || ';' as label_text,
        cast({{ reporting_time('work_items.completed_at') }} as date) as completed_on
    from work_items
    cross join reporting
    where work_items.completed_at <= reporting.as_of
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

ruled as (
    select
        shapes.source,
        shapes.project,
        shapes.workflow,
        shapes.item_kind,
        shapes.label_text,
        min_by(rules.kind, rules.rule_order) as kind
    from shapes
    inner join rules
        on
            coalesce(rules.source, shapes.source) = shapes.source
            and (rules.project is null or rules.project = lower(shapes.project))
            and (rules.workflow is null or rules.workflow = lower(shapes.workflow))
            and (rules.item_kind is null or shapes.item_kind = rules.item_kind)
            and (rules.label is null or contains(shapes.label_text, ';' || rules.label || ';'))
    group by
        shapes.source,
        shapes.project,
        shapes.workflow,
        shapes.item_kind,
        shapes.label_text
),

final as (
    select
        completed.work_item_key,
        completed.title,
        completed.source,
        completed.account,
        completed.project,
        completed.workflow,
        completed.assignee,
        completed.assignee_type,
        completed.role,
        {{ exact_amount('completed.hours') }} as hours,
        completed.ai_assisted,
        completed.agent_run_key,
        completed.completed_at,
        completed.completed_on,
        completed.completed_week as week_start,
        completed.reopened_at,
        {{ level_segment('levels') }} as declared_level,
        coalesce(kinds.kind, ruled.kind, nullif(level_kinds.work_kind, ''), 'execution') as kind,
        case
            when kinds.kind is not null then 'kind'
            when ruled.kind is not null then 'rule'
            when nullif(level_kinds.work_kind, '') is not null then 'level'
            else 'none'
        end as classified_by
    from completed
    left join kinds on completed.item_kind = kinds.kind
    left join ruled
        on
            completed.source = ruled.source
            and completed.project is not distinct from ruled.project
            and completed.workflow is not distinct from ruled.workflow
            and completed.item_kind is not distinct from ruled.item_kind
            and completed.label_text = ruled.label_text
    left join levels
        on {{ level_holds('levels', 'completed.workflow', 'completed.completed_on') }}
    left join level_kinds on levels.level = level_kinds.level
)

select * from final
