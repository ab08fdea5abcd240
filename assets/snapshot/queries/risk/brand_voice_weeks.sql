-- How far is what agents write from the brand's voice, week by week?
select
    week_start,
    true as is_complete,
    distance as value,
    distance_limit,
    forbidden_per_1000_words,
    homogeneity,
    pieces,
    is_alarm,
    missing
from brand_voice_weekly
where
    channel = 'all'
    and agent = 'all'
order by week_start
