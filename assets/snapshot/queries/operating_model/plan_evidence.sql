-- Which rows prove a milestone?
select
    item,
    is_done,
    done_on
from plan_evidence
where milestone = getvariable('milestone')
order by is_done, row_number
