-- What depends on each agent, and who can run its workflow?
select * from agent_dependency
order by bus_factor, agent
