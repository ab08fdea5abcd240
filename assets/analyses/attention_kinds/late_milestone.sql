-- Milestones of the plan that are past their day, with what is missing.
with missing as (
    select
        milestone,
        string_agg(item, ', ' order by row_number) filter (where row_number <= 3)
        || case when count(*) > 3 then ' and ' || (count(*) - 3) || ' more' else '' end as items
    from analysis.plan_evidence
    where not is_done
    group by milestone
)

select
    'late_milestone' as kind,
    milestones.milestone as subject,
    'Late: ' || milestones.name as headline,
    milestones.evidence_done || ' of ' || milestones.evidence_rows || ' done'
    || coalesce('; missing: ' || missing.items, '') as evidence,
    milestones.owner_role as owned_by,
    milestones.due_on as since_on
from analysis.plan_milestone as milestones
left join missing on milestones.milestone = missing.milestone
where milestones.state = 'late'
