-- asset: raw.$stream
-- severity: warn
-- claim: No row of the landed files breaks the contract of the stream.
-- each: stream

select path, row_number, column_name, rule, value
from ops.quarantine
where stream = '$stream'
order by path, row_number
