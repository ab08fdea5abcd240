-- asset: analysis.risk_measure
-- severity: error
-- claim: Beyond the act limit is act, beyond the watch limit watch, without a value neither.
-- broken by: update analysis.risk_measure set state = 'ok'

with held as (
    select
        *,
        case direction
            when 'above' then value >= act_limit else value <= act_limit
        end as is_beyond_act,
        case direction
            when 'above' then value >= watch_limit else value <= watch_limit
        end as is_beyond_watch
    from analysis.risk_measure
)
select risk, week_start, measure, value, watch_limit, act_limit, state
from held
where state <> case
    when value is null then 'not enough data'
    when is_beyond_act then 'act'
    when is_beyond_watch then 'watch'
    else 'ok'
end
