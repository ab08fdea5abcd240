with

campaigns as (
    select * from {{ ref('int_campaigns_dated') }}
),

weeks as (
    select * from {{ ref('int_weeks') }}
),

reporting as (
    select * from {{ ref('int_reporting') }}
),

final as (
    select
        campaigns.campaign_key,
        campaigns.name,
        campaigns.channel,
        campaigns.workflow,
        weeks.week_start
    from campaigns
    cross join reporting
    inner join weeks
        on
            campaigns.launched_week <= weeks.week_start
            and (campaigns.ended_week is null or campaigns.ended_week >= weeks.week_start)
    where campaigns.launched_at <= reporting.as_of
)

select * from final
