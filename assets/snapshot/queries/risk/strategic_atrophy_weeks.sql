-- How much judgment do people exercise without AI, week by week?
select * from strategic_atrophy_weekly
order by week_start
