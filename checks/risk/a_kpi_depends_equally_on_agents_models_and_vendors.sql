-- asset: marts.kpi_dependency_weekly
-- severity: error
-- claim: The amount that depends on agents depends on their models and on their vendors alike.
-- broken by: delete from marts.kpi_dependency_weekly where dependency_type = 'model' and
--   dependency <> 'unknown'

with sums as (
    select
        kpi_id,
        week_start,
        dependency_type,
        sum(amount) as amount,
        max(whole) as whole
    from marts.kpi_dependency_weekly
    group by kpi_id, week_start, dependency_type
)

select
    kpi_id,
    week_start,
    min(amount) as least_amount,
    max(amount) as most_amount,
    max(whole) as whole
from sums
group by kpi_id, week_start
having
    count(*) <> 3
    or max(amount) - min(amount) > $tolerance * greatest(max(whole), 1)
    or max(amount) > max(whole) * (1 + $tolerance)
