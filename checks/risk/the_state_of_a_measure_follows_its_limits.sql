-- asset: analysis.risk_measure
-- severity: error
-- claim: Beyond the act limit is act, beyond the watch limit watch, without a value neither.
-- broken by: update analysis.risk_measure set state = 'ok'

-- a quotient may miss by its last bit what numerator and denominator reach
with exact as (
    select
        *,
        numerator::decimal(28, 10) as exact_numerator,
        denominator::decimal(20, 10) as exact_denominator
    from analysis.risk_measure
),

held as (
    select
        *,
        case direction
            when 'above' then exact_numerator >= act_limit::decimal(18, 10) * exact_denominator
            else exact_numerator <= act_limit::decimal(18, 10) * exact_denominator
        end as is_beyond_act,
        case direction
            when 'above' then exact_numerator >= watch_limit::decimal(18, 10) * exact_denominator
            else exact_numerator <= watch_limit::decimal(18, 10) * exact_denominator
        end as is_beyond_watch
    from exact
)

select risk, week_start, measure, value, watch_limit, act_limit, state
from held
where state <> case
    when value is null then 'not enough data'
    when is_beyond_act then 'act'
    when is_beyond_watch then 'watch'
    else 'ok'
end
