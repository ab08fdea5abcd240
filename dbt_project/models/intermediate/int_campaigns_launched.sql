with

campaigns as (
    select * from {{ ref('int_campaigns_dated') }}
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
        campaigns.channel,
        campaigns.workflow,
        cast(levels.level as {{ dbt.type_string() }}) as declared_level,
        campaigns.launched_week as week_start,
        cast({{ dbt.datediff(
            'campaigns.created_at', 'campaigns.launched_at', 'second'
        ) }} as double) / 3600 as launch_hours
    from campaigns
    cross join reporting
    left join levels
        on
            campaigns.workflow = levels.workflow
            and {{ last_day_of_week('campaigns.launched_week') }} >= levels.from_day
            and {{ last_day_of_week('campaigns.launched_week') }} < levels.until_day
    where campaigns.launched_at <= reporting.as_of
)

select * from final
