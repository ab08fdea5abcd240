-- Rows that wait in quarantine, by connector and stream.
with waiting as (
    select
        connector,
        stream,
        path,
        row_number,
        min(quarantined_at) as quarantined_at
    from ops.quarantine
    where resolution is null
    group by connector, stream, path, row_number
)

select
    'rows_in_quarantine' as kind,
    connector || ', ' || stream as subject,
    count(*) || case when count(*) = 1 then ' row of ' else ' rows of ' end || stream || ' from '
    || connector || case when count(*) = 1 then ' waits' else ' wait' end || ' in quarantine'
        as headline,
    'the page data health says which and why' as evidence,
    null as owned_by,
    min(quarantined_at)::date as since_on
from waiting
group by connector, stream
