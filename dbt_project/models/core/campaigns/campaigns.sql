with

campaigns as (
    select * from {{ ref('stg_campaigns') }}
),

changes as (
    select * from {{ ref('stg_campaign_changes') }}
),

performance as (
    select * from {{ ref('stg_campaign_performance') }}
),

resolved as (
    select * from {{ ref('campaign_keys') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

versions as (
    select
        campaigns.*,
        coalesce(resolved.campaign_key, campaigns.campaign_key) as resolved_key,
        row_number() over (
            partition by coalesce(resolved.campaign_key, campaigns.campaign_key)
            order by
                files.file_rank desc,
                campaigns.file_row desc
        ) as version_rank
    from campaigns
    inner join files on campaigns.file_sequence = files.file_sequence
    left join resolved on campaigns.campaign_key = resolved.stated_campaign_key
),

first_changes as (
    select
        coalesce(resolved.campaign_key, changes.stated_campaign_key) as campaign_key,
        min(changes.changed_at) as first_changed_at
    from changes
    left join resolved on changes.stated_campaign_key = resolved.stated_campaign_key
    group by coalesce(resolved.campaign_key, changes.stated_campaign_key)
),

delivery as (
    select
        coalesce(resolved.campaign_key, performance.stated_campaign_key) as campaign_key,
        cast(min(performance.day) as timestamp) as first_delivered_local_at,
        cast(max(performance.day) as timestamp) as last_delivered_local_at
    from performance
    left join resolved on performance.stated_campaign_key = resolved.stated_campaign_key
    where performance.impressions > 0 or performance.cost > 0
    group by coalesce(resolved.campaign_key, performance.stated_campaign_key)
),

covered as (
    select
        source,
        account,
        cast(min(day) as timestamp) as first_covered_local_at
    from performance
    group by source, account
),

dated as (
    select
        versions.*,
        -- where the report simply begins with the campaign, its launch lies before, unknown
        versions.launched_at is null
        and delivery.first_delivered_local_at <= covered.first_covered_local_at
            as is_launch_unknown,
        coalesce(versions.launched_local_at, delivery.first_delivered_local_at) as live_from,
        coalesce(
            versions.launched_at,
            {{ instant_of_reporting_time('delivery.first_delivered_local_at') }}
        ) as live_from_at,
        case
            when versions.ended_at is not null then versions.ended_at
            when lower(versions.status) in ('removed', 'ended', 'completed')
                then {{ instant_of_reporting_time(
                    dbt.dateadd("day", 1, "delivery.last_delivered_local_at")
                ) }}
        end as live_until,
        first_changes.first_changed_at
    from versions
    cross join reporting
    left join delivery on versions.resolved_key = delivery.campaign_key
    left join covered
        on versions.source = covered.source and versions.account = covered.account
    left join first_changes on versions.resolved_key = first_changes.campaign_key
    where versions.version_rank = 1
),

final as (
    select
        resolved_key as campaign_key,
        name,
        coalesce(channel, 'unknown') as channel,
        coalesce(workflow, 'unknown') as workflow,
        source,
        account,
        case
            when created_at is not null then created_at
            -- set-up work precedes the launch in the change history
            when first_changed_at < live_from_at then first_changed_at
        end as created_at,
        live_from_at,
        case when not coalesce(is_launch_unknown, false) then live_from_at end as launched_at,
        live_until as ended_at,
        cast(date_trunc('week', live_from) as date) as live_from_week,
        case
            when not coalesce(is_launch_unknown, false)
                then cast(date_trunc('week', live_from) as date)
        end as launched_week,
        {{ reporting_week('live_until') }} as ended_week
    from dated
    cross join reporting
)

select * from final
