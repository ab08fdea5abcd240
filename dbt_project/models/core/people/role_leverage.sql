{{ config(materialized='ephemeral') }}

with

pooled as (
    select * from {{ ref('levels_observed') }}
),

workflows as (
    select * from {{ ref('workflows') }}
),

final as (
    select
        pooled.week_start,
        workflows.owner_role as role,
        cast(sum(pooled.agent_outputs) as double)
        / nullif(sum(pooled.agent_outputs + pooled.human_outputs), 0) as agent_executed_share
    from pooled
    inner join workflows on pooled.subject = workflows.workflow
    where
        pooled.scope = 'workflow'
        and workflows.owner_role is not null
    group by pooled.week_start, workflows.owner_role
)

select * from final
