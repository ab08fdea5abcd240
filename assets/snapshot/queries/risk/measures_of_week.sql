-- What is measured of each risk, and where are its limits?
select
    week_start,
    risk,
    measure,
    meaning,
    unit,
    value,
    direction,
    watch_limit,
    act_limit,
    state,
    missing
from risk_measure
where week_start = getvariable('week')
order by risk, measure_order
