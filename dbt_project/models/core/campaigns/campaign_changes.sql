with

changes as (
    select * from {{ ref('stg_campaign_changes') }}
),

campaigns as (
    select * from {{ ref('campaigns') }}
),

resolved as (
    select * from {{ ref('campaign_keys') }}
),

categories as (
    select * from {{ ref('optimization_category') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

matched as (
    select
        changes.change_key,
        changes.source,
        changes.account,
        changes.stated_campaign_key,
        coalesce(resolved.campaign_key, changes.stated_campaign_key) as campaign_key,
        campaigns.name as campaign_name,
        campaigns.channel,
        campaigns.workflow,
        changes.actor,
        changes.actor_type,
        {{ shown_name('changes.actor', 'changes.actor_type') }} as shown_actor,
        changes.category,
        changes.description,
        changes.changed_at,
        changes.changed_local_at,
        changes.changed_week,
        case
            when categories.category is null then 'no optimization category'
            when campaigns.campaign_key is null then 'no such campaign'
            when campaigns.live_from_at is null then 'campaign never launched'
            when changes.changed_at < campaigns.live_from_at then 'before launch'
            when changes.changed_at > campaigns.ended_at then 'after end'
            else 'optimization'
        end as attribution
    from changes
    left join resolved on changes.stated_campaign_key = resolved.stated_campaign_key
    left join campaigns
        on coalesce(resolved.campaign_key, changes.stated_campaign_key) = campaigns.campaign_key
    left join categories on changes.category = categories.category
    cross join reporting
    where changes.changed_at <= reporting.as_of
),

final as (
    select
        matched.*,
        matched.attribution = 'optimization' as is_optimization,
        matched.attribution in (
            'no such campaign', 'campaign never launched', 'before launch', 'after end'
        ) as is_unattributed
    from matched
)

select * from final
