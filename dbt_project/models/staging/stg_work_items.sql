with

source as (
    select * from {{ source('raw', 'work_items') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

reporting as (
    select * from {{ source('org', 'reporting') }}
),

repeated as (
    {{ repeated_keys('work_items', 'work_item_id') }}
),

ranked as (
    {{ ranked_versions('work_items', 'work_item_id') }}
),

versions as (
    {{ current_versions('work_items', 'work_item_id') }}
),

final as (
    select
        {{ record_key('versions', 'work_item_id') }} as work_item_key,
        versions.work_item_id,
        versions.title,
        versions.kind,
        versions.project,
        versions.workflow,
        versions.labels,
        versions.assignee,
        versions.assignee_type,
        versions.role,
        versions.hours,
        versions.ai_assisted,
        versions.agent_run_id as agent_run_key,
        versions.created_at,
        versions.started_at,
        versions.completed_at,
        versions.reopened_at,
        versions._source as source,
        versions._account as account,
        versions._exported_at as exported_at,
        {{ reporting_week('versions.completed_at') }} as completed_week
    from versions
    cross join reporting
)

select * from final
