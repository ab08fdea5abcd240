-- Which costs have no rate to the reporting currency?
select
    stream,
    currency,
    first_day,
    last_day,
    records,
    amount,
    reporting_currency
from unconverted_amount
order by stream, currency
