-- Which checks did the run make, failures first?
select
    passed,
    severity,
    check_name,
    asset,
    description,
    detail,
    failing_rows
from check_result
order by passed, severity, asset, check_name
