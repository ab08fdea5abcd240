with

campaign_weeks as (
    select * from {{ ref('campaign_weeks') }}
),

newest as (
    select max(week_start) as week_start
    from campaign_weeks
),

final as (
    select
        campaign_weeks.source,
        campaign_weeks.account,
        count(*) as campaigns
    from campaign_weeks
    inner join newest on campaign_weeks.week_start = newest.week_start
    where campaign_weeks.is_unobserved = 1
    group by campaign_weeks.source, campaign_weeks.account
)

select * from final
