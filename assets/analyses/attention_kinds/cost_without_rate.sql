-- Costs that can't be reported in the reporting currency.
-- cost_without_rate is raised by: insert into marts.unconverted_amount values ('agent_runs',
--   'JPY', 'EUR', '2026-03-02', '2026-03-09', 2, 3000)
select
    'cost_without_rate' as kind,
    stream || ', ' || currency as subject,
    'No rate from ' || currency || ' to ' || reporting_currency || ' for some costs' as headline,
    stream || ': ' || records || ' in all, last on ' || last_day as evidence,
    null as owned_by,
    first_day as since_on
from marts.unconverted_amount
