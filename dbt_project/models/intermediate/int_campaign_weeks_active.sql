with

campaigns as (
    select * from {{ ref('int_campaigns_dated') }}
),

weeks as (
    select * from {{ ref('int_weeks') }}
),

levels as (
    select * from {{ ref('int_workflow_levels_dated') }}
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
        cast(levels.level as {{ dbt.type_string() }}) as declared_level,
        weeks.week_start
    from campaigns
    cross join reporting
    inner join weeks
        on
            campaigns.launched_week <= weeks.week_start
            and (campaigns.ended_week is null or campaigns.ended_week >= weeks.week_start)
    left join levels
        on
            campaigns.workflow = levels.workflow
            and {{ last_day_of_week('weeks.week_start') }} >= levels.from_day
            and {{ last_day_of_week('weeks.week_start') }} < levels.until_day
    where campaigns.launched_at <= reporting.as_of
)

select * from final
