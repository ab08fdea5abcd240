-- What calls for people, the most urgent first?
select
    attention.attention_rank,
    attention.urgency,
    kinds.name as kind_name,
    attention.headline,
    attention.evidence,
    attention.owned_by,
    attention.since_on,
    attention.age_days,
    attention.next_step,
    attention.page
from attention
inner join attention_kind as kinds using (kind)
order by attention.attention_rank
