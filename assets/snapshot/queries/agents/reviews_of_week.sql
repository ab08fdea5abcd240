-- How did each agent do in a week, against the four weeks before, and what drifted?
with

reviews as (
    select * from agent_review_weekly
    where week_start = getvariable('week')
),

drifts as (
    select
        agent,
        string_agg(measure || ' ' || direction, ', ' order by measure) as drift
    from agent_drift_weekly
    where
        week_start = getvariable('week')
        and is_drift
    group by agent
),

final as (
    select
        reviews.*,
        drifts.drift
    from reviews
    left join drifts on reviews.agent = drifts.agent
)

select * from final
order by runs desc, agent asc
