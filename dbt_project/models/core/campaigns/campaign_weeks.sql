{{ config(materialized='ephemeral') }}

with

campaigns as (
    select * from {{ ref('campaigns') }}
),

changes as (
    select * from {{ ref('campaign_changes') }}
),

weeks as (
    select * from {{ ref('weeks') }}
),

levels as (
    select * from {{ ref('workflow_levels') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

-- changes of a campaign may come from another tool than the campaign itself
histories as (
    select
        source,
        account,
        changed_week
    from changes
    union all
    select
        campaigns.source,
        campaigns.account,
        changes.changed_week
    from changes
    inner join campaigns on changes.campaign_key = campaigns.campaign_key
),

observed as (
    select
        source,
        account,
        min(changed_week) as first_observed_week
    from histories
    group by source, account
),

launched as (
    select
        campaigns.*,
        observed.first_observed_week
    from campaigns
    cross join reporting
    left join observed
        on campaigns.source = observed.source and campaigns.account = observed.account
    where campaigns.live_from_at <= reporting.as_of
),

live as (
    select
        launched.*,
        weeks.week_start,
        launched.ended_week is null or launched.ended_week >= weeks.week_start as is_live,
        coalesce(launched.first_observed_week <= weeks.week_start, false) as is_observed
    from launched
    inner join weeks
        on
            launched.live_from_week <= weeks.week_start
            and (
                launched.ended_week is null
                or launched.ended_week >= weeks.week_start
                or launched.live_from_week = weeks.week_start
            )
),

final as (
    select
        live.campaign_key,
        live.week_start,
        live.source,
        live.account,
        live.channel,
        live.workflow,
        {{ level_segment('levels') }} as declared_level,
        case when live.is_live and live.is_observed then 1 else 0 end as is_active,
        case when live.is_live and not live.is_observed then 1 else 0 end as is_unobserved,
        case when live.launched_week = live.week_start then 1 else 0 end as is_launched,
        case
            when live.launched_week = live.week_start
                then
                    cast({{ dbt.datediff(
                        'live.created_at', 'live.launched_at', 'second'
                    ) }} as double) / 3600
        end as launch_hours
    from live
    left join levels
        on {{ level_holds('levels', 'live.workflow', last_day_of_week('live.week_start')) }}
)

select * from final
