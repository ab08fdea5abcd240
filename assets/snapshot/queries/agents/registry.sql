-- Which agents are there, and who and what stands behind each?
select * from agent_registry
order by agent
