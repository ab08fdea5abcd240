with

source as (
    select * from {{ source('raw', 'work_items') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

reporting as (
    select * from {{ ref('stg_reporting') }}
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
        {{ shown('work_items', 'work_item_id') }} as work_item_id,
        {{ shown('work_items', 'title') }} as title,
        {{ shown('work_items', 'kind') }} as kind,
        {{ shown('work_items', 'project') }} as project,
        {{ shown('work_items', 'workflow') }} as workflow,
        versions.labels,
        versions.assignee,
        versions.assignee_type,
        {{ shown('work_items', 'role') }} as role,
        versions.hours,
        versions.ai_assisted,
        {{ shown('work_items', 'agent_run_id') }} as agent_run_key,
        versions.created_at,
        versions.started_at,
        versions.completed_at,
        versions.reopened_at,
        versions._source as source,
        {{ shown_label('versions._account') }} as account,
        versions._exported_at as exported_at,
        {{ reporting_week('versions.completed_at') }} as completed_week
    from versions
    cross join reporting
)

select * from final
