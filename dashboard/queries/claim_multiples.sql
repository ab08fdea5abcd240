-- What is the organisation's own multiple beside each claim?
select
    claim_id,
    name,
    measure,
    unit,
    reference_multiple,
    reference,
    baseline_value,
    baseline_weeks,
    recent_value,
    recent_weeks,
    own_multiple,
    missing
from claim_multiple
order by claim_order
