with

agents as (
    select * from {{ ref('int_agents_known') }}
),

operators as (
    select * from {{ source('org', 'agent_operator') }}
),

counted as (
    select
        {{ agent_key('agent') }} as agent_key,
        count(distinct lower(person)) as people_who_can_run
    from operators
    group by {{ agent_key('agent') }}
),

final as (
    select
        agents.*,
        coalesce(counted.people_who_can_run, 0) as people_who_can_run,
        coalesce(counted.people_who_can_run, 0)
        < {{ parameter('dependency_operators', 'risk') }} as is_thin
    from agents
    left join counted on agents.agent_key = counted.agent_key
)

select * from final
