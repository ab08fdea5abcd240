-- asset: marts.unconverted_amount
-- severity: warn
-- claim: Every cost is in the reporting currency, or currency.yml has a rate for its day.
-- broken by: insert into marts.unconverted_amount values
--   ('agent_runs', 'JPY', 'EUR', '2026-03-02', '2026-03-09', 2, 3000)

select stream, currency, first_day, last_day, records, amount
from marts.unconverted_amount
order by stream, currency
