-- At which level is each marketing function observed in a week?
select
    name,
    observed_level,
    observed_reason
from function_level_weekly
where week_start = getvariable('week')
order by name
