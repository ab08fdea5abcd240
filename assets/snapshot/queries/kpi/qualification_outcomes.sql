-- How well did agents rate leads whose outcome is known?
select
    qualifier,
    measure,
    successes,
    trials,
    value,
    lower_bound,
    upper_bound,
    lift,
    known_leads
from qualification_outcome
order by measure asc, qualifier = 'all' desc, qualifier asc
