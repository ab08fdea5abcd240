-- Which workflows are to be handed over first: most volume, least judgment?
select
    worklist_rank,
    workflow,
    volume,
    judgment_share,
    handover_score,
    is_first_three
from audit_worklist_weekly
where week_start = getvariable('week')
order by worklist_rank
