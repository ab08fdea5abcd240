-- asset: analysis.brand_voice_weekly
-- severity: error
-- claim: A brand voice alarm is where the distance exceeds its limit, and nowhere else.
-- broken by: update analysis.brand_voice_weekly set is_alarm = not is_alarm

select week_start, channel, agent, distance, distance_limit, is_alarm
from analysis.brand_voice_weekly
where
    is_alarm <> (distance > distance_limit)
    or (is_alarm is null) <> (distance is null)
    or (distance is null) <> (missing is not null)
