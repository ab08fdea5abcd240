-- Where does every milestone of the plan stand?
select
    phase_order,
    phase_name,
    milestone,
    name,
    owner_role,
    due_on,
    state,
    done_on,
    was_late,
    evidence_rows,
    evidence_done,
    missing,
    detail
from plan_milestone
order by phase_order, milestone_order
