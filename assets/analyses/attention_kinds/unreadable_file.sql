-- Landed files that could not be read. Their paths, and folders of no tool, may hold any name: the
-- page data health shows them as far as they may be shown.
select
    'unreadable_file' as kind,
    'landed files' as subject,
    count(*) || case when count(*) = 1 then ' landed file' else ' landed files' end
    || ' could not be read' as headline,
    'the page data health says which and why' as evidence,
    null as owned_by,
    min(ingested_at)::date as since_on
from ops.ingested_file
where status = 'failed' and presence = 'present'
having count(*) > 0
