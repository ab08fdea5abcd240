with

source as (
    select * from {{ source('raw', 'agent_runs') }}
),

reporting as (
    select * from {{ source('org', 'reporting') }}
),

repeated as (
    {{ repeated_keys('run_id') }}
),

versions as (
    {{ ranked_versions('run_id') }}
),

final as (
    select
        versions._source || ':' || versions.run_id as run_key,
        versions.run_id,
        versions.agent,
        versions.agent_version,
        versions.workflow,
        versions.status,
        versions.model,
        versions.provider,
        versions.input_tokens,
        versions.output_tokens,
        versions.cost,
        versions.currency,
        versions.escalation_reason,
        versions.subject_id as subject_key,
        versions.parent_run_id as parent_run_key,
        versions.started_at,
        versions.ended_at,
        versions._source as source,
        versions._exported_at as exported_at,
        {{ reporting_week('versions.started_at') }} as started_week
    from versions
    cross join reporting
    where versions.version_rank = 1
)

select * from final
