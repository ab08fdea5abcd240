-- Agents whose review of the newest complete week nobody has signed.
-- review_to_sign_off is raised by: update marts.agent_review_weekly set signed_at = null
with newest as (
    select max(week_start) as week_start
    from marts.agent_review_weekly
    where is_complete
)

select
    'review_to_sign_off' as kind,
    reviews.agent as subject,
    reviews.agent || ': the review of the week is not signed' as headline,
    reviews.runs || ' runs' as evidence,
    registry.owner as owned_by,
    reviews.week_start as since_on
from marts.agent_review_weekly as reviews
inner join newest on reviews.week_start = newest.week_start
left join marts.agent_registry as registry on reviews.agent = registry.agent
where reviews.runs > 0 and reviews.signed_at is null
