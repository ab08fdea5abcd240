-- Landed files that could not be read, by connector; the page data health names them.
select
    coalesce(connector, 'unknown tool') as subject,
    count(*) || case when count(*) = 1 then ' file' else ' files' end || ' of '
    || coalesce(connector, 'an unknown tool') || ' could not be read' as headline,
    'the page data health says which and why' as evidence,
    null as owned_by,
    min(ingested_at)::date as since_on
from ops.ingested_file
where status = 'failed' and presence = 'present'
group by connector
