with

source as (
    select * from {{ source('raw', 'agent_runs') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

reporting as (
    select * from {{ ref('stg_reporting') }}
),

repeated as (
    {{ repeated_keys('agent_runs', 'run_id') }}
),

ranked as (
    {{ ranked_versions('agent_runs', 'run_id') }}
),

versions as (
    {{ current_versions('agent_runs', 'run_id') }}
),

final as (
    select
        {{ record_key('versions', 'run_id') }} as run_key,
        {{ shown('agent_runs', 'run_id') }} as run_id,
        versions.agent,
        versions.agent_version,
        {{ shown('agent_runs', 'workflow') }} as workflow,
        versions.status,
        versions.model,
        versions.provider,
        versions.input_tokens,
        versions.output_tokens,
        versions.cost,
        versions.currency,
        {{ shown('agent_runs', 'escalation_reason') }} as escalation_reason,
        {{ shown('agent_runs', 'subject_id') }} as subject_key,
        {{ shown('agent_runs', 'parent_run_id') }} as parent_run_key,
        versions.started_at,
        versions.ended_at,
        versions._source as source,
        {{ shown_label('versions._account') }} as account,
        versions._exported_at as exported_at,
        {{ reporting_week('versions.started_at') }} as started_week
    from versions
    cross join reporting
)

select * from final
