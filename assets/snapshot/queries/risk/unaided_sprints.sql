-- Who has had no unaided sprint for how long?
select * from unaided_sprint
order by weeks_since desc nulls first
