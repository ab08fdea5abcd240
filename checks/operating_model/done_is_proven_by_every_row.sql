-- asset: analysis.plan_milestone
-- severity: error
-- claim: A milestone is done where all rows of its evidence are, and on the day of the last.
-- broken by: update analysis.plan_milestone set state = 'done', done_on = date '2026-07-01'

with proven as (
    select
        milestone,
        count(*) as evidence_rows,
        count(*) filter (where is_done) as evidence_done
    from analysis.plan_evidence
    group by milestone
)

select
    milestone,
    published.state,
    published.done_on,
    published.evidence_done,
    published.evidence_rows,
    proven.evidence_done as found_done,
    proven.evidence_rows as found_rows
from analysis.plan_milestone as published
left join proven using (milestone)
where
    (published.state = 'done') <> (published.done_on is not null)
    or (published.state = 'done' and proven.evidence_done <> proven.evidence_rows)
    or published.evidence_rows <> coalesce(proven.evidence_rows, 0)
    or published.evidence_done <> coalesce(proven.evidence_done, 0)
