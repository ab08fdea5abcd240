with

agents as (
    select * from {{ ref('agent_shares') }}
),

pairs as (
    select * from {{ ref('week_windows') }}
),

reviews as (
    select * from {{ ref('reviews') }}
),

runs as (
    select * from {{ ref('agent_runs') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

bounds as (
    select {{ parameter('risk', 'recent_weeks') }} as recent_weeks
),

observed as (
    select
        agents.agent_key,
        count(distinct lower(reviews.reviewer)) as people_observed
    from agents
    inner join pairs on agents.week_start = pairs.week_start
    inner join reviews on pairs.earlier_week = reviews.week_start
    inner join runs
        on
            reviews.subject_key = runs.run_key
            and agents.agent_key = runs.agent_key
    where
        pairs.is_observed
        and reviews.subject_type = 'agent_run'
        and reviews.is_human_verdict
    group by agents.agent_key
),

-- what depends on the agent, each part only where it is as much as one in a hundred
worded as (
    select
        agents.agent_key,
        cast(cast(round(agents.runs / bounds.recent_weeks) as integer) as {{ dbt.type_string() }})
        || ' runs a week of ' || coalesce(agents.workflow, 'unknown') as runs_text,
        {{ listed_share('agents.throughput_share', 'placements') }}
        || {{ listed_share('agents.velocity_share', 'optimizations') }}
        || {{ listed_share('agents.signal_share', 'leads rated high intent') }} as shares_text,
        case agents.people_who_can_run
            when 0 then 'nobody is declared who can run it'
            when 1 then 'one person can run it'
            else
                cast(agents.people_who_can_run as {{ dbt.type_string() }}) || ' people can run it'
        end as people_text,
        case
            when not agents.is_documented then 'there is no playbook'
            else
                'its playbook was last reviewed on '
                || cast(agents.last_reviewed_on as {{ dbt.type_string() }})
        end as playbook_text
    from agents
    cross join bounds
),

final as (
    select
        agents.agent,
        coalesce(agents.workflow, 'unknown') as workflow,
        coalesce(agents.vendor, 'unknown') as vendor,
        agents.is_registered,
        cast(agents.people_who_can_run as bigint) as bus_factor,
        agents.is_thin,
        cast(coalesce(observed.people_observed, 0) as bigint) as people_observed,
        agents.owner,
        agents.backup,
        agents.is_documented,
        agents.last_reviewed_on,
        cast(agents.runs as bigint) as runs,
        cast(agents.run_share as double) as run_share,
        cast(agents.throughput_share as double) as throughput_share,
        cast(agents.velocity_share as double) as velocity_share,
        cast(agents.signal_share as double) as signal_share,
        case
            when agents.runs = 0 and worded.shares_text = '' then 'It has not run lately'
            else 'With it stop ' || worded.runs_text || worded.shares_text
        end
        || '; ' || worded.people_text || ', and ' || worded.playbook_text || '.'
            as what_if_it_stops,
        reporting.hides_people as is_hidden
    from agents
    cross join reporting
    inner join worded on agents.agent_key = worded.agent_key
    left join observed on agents.agent_key = observed.agent_key
)

select * from final
