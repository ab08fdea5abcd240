{{ config(materialized='ephemeral') }}

with

campaigns as (
    select * from {{ ref('campaigns') }}
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

launched as (
    select campaigns.*
    from campaigns
    cross join reporting
    where campaigns.launched_at <= reporting.as_of
),

final as (
    select
        launched.campaign_key,
        weeks.week_start,
        launched.channel,
        launched.workflow,
        {{ level_segment('levels') }} as declared_level,
        case
            when launched.ended_week is null or launched.ended_week >= weeks.week_start then 1
            else 0
        end as is_active,
        case when launched.launched_week = weeks.week_start then 1 else 0 end as is_launched,
        case
            when launched.launched_week = weeks.week_start
                then
                    cast({{ dbt.datediff(
                        'launched.created_at', 'launched.launched_at', 'second'
                    ) }} as double) / 3600
        end as launch_hours
    from launched
    inner join weeks
        on
            launched.launched_week <= weeks.week_start
            and (
                launched.ended_week is null
                or launched.ended_week >= weeks.week_start
                or launched.launched_week = weeks.week_start
            )
    left join levels
        on {{ level_holds('levels', 'launched.workflow', last_day_of_week('weeks.week_start')) }}
)

select * from final
