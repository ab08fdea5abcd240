{{ config(materialized='ephemeral') }}

with

fed as (
    select * from {{ ref('kpi_sources') }}
),

amounts as (
    select * from {{ ref('kpi_amounts') }}
),

agents as (
    select * from {{ ref('agents') }}
),

runs as (
    select * from {{ ref('agent_runs') }}
),

declared as (
    select * from {{ source('org', 'workflow') }}
),

kpi_workflows as (
    select distinct
        kpi_id,
        workflow
    from fed
    where workflow is not null
),

-- an agent works where it is declared to, and where its runs were
agent_workflows as (
    select
        agent_key,
        workflow
    from agents
    union
    select
        agent_key,
        workflow
    from runs
),

final as (
    select
        kpi_id,
        'workflow' as foundation_type,
        workflow as foundation
    from kpi_workflows
    union
    select
        kpi_workflows.kpi_id,
        'function' as foundation_type,
        declared.function_id as foundation
    from kpi_workflows
    inner join declared on kpi_workflows.workflow = declared.workflow
    where declared.function_id is not null
    union
    select
        kpi_workflows.kpi_id,
        'agent' as foundation_type,
        agent_workflows.agent_key as foundation
    from kpi_workflows
    inner join agent_workflows on kpi_workflows.workflow = agent_workflows.workflow
    union
    select
        kpi_id,
        'agent' as foundation_type,
        agent_key as foundation
    from amounts
    where agent_key is not null
)

select * from final
