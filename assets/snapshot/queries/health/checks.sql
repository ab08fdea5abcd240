-- Which checks did the run make, failures first?
select
    check_name,
    asset,
    severity,
    passed,
    failing_rows,
    detail,
    description
from check_result
order by passed, severity, asset, check_name
