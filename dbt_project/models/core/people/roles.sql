{{ config(materialized='ephemeral') }}

with

declared as (
    select * from {{ source('org', 'role') }}
),

worked as (
    select * from {{ ref('role_weeks') }}
),

rules as (
    select * from {{ ref('spectrum_rule') }}
),

floors as (
    select
        level,
        min(coalesce(min_agent_share, 0)) as expected_agent_share
    from rules
    group by level
),

-- a level ends where the next begins
bands as (
    select
        level,
        expected_agent_share,
        lead(expected_agent_share) over (order by level) as next_agent_share
    from floors
),

names as (
    select role
    from declared
    union
    select role
    from worked
),

final as (
    select
        names.role,
        declared.role is not null as is_declared,
        declared.was_role,
        declared.role_order,
        declared.leverage_level,
        bands.expected_agent_share,
        bands.next_agent_share
    from names
    left join declared on names.role = declared.role
    left join bands on declared.leverage_level = bands.level
)

select * from final
