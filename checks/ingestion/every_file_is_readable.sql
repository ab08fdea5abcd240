-- asset: raw.agent_runs
-- severity: warn
-- claim: Every landed file could be read.

select path, reason from ops.ingested_file
where status = 'failed'
order by path
