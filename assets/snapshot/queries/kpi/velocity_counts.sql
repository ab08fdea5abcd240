-- How many changes, launches and unattributed changes did each week see?
with

weeks as (
    select
        *,
        row_number() over (
            partition by is_complete
            order by week_start desc
        ) as recency
    from campaign_iteration_velocity_weekly
    where segment_type = 'total'
),

final as (
    select
        week_start,
        is_complete,
        optimizations,
        active_campaigns,
        changes,
        unattributed_changes,
        launched_campaigns
    from weeks
    where
        not is_complete
        or recency <= getvariable('weeks')
)

select * from final
order by week_start
