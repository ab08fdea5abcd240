-- Whose numbers are these, as of when, and which week is the last complete one?
select
    organisation_name,
    timezone,
    as_of,
    published_at,
    last_complete_week,
    baseline_first_week,
    baseline_weeks,
    transition_start
from snapshot_info
