-- How did each agent do in a week, against the four weeks before?
select * from agent_review_weekly
where week_start = getvariable('week')
order by runs desc, agent asc
