-- asset: marts.role_weekly
-- severity: error
-- claim: In every week in which all roles are shown, their hours sum to those of all people.
-- broken by: update marts.role_weekly set logged_hours = logged_hours + 1

with roles as (
    select week_start, sum(logged_hours) as hours
    from marts.role_weekly
    group by week_start
    having not bool_or(is_hidden)
)

select week_start, roles.hours, density.logged_hours
from roles
inner join marts.strategic_decision_density_weekly as density using (week_start)
where
    density.segment_type = 'total'
    and abs(roles.hours - density.logged_hours) > $tolerance * greatest(roles.hours, 1)
