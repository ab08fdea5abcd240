-- asset: raw.$stream
-- severity: warn
-- claim: No row waits in quarantine because it breaks the contract of the stream.
-- each: stream

select path, row_number, column_name, rule, value
from ops.quarantine
where stream = '$stream' and resolution is null
order by path, row_number
