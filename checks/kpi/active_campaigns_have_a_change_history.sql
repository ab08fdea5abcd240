-- asset: marts.unobserved_account
-- severity: warn
-- claim: Every account with active campaigns has a change history; without one its campaigns count
--   for nothing in the iteration velocity.
-- broken by: insert into marts.unobserved_account values ('x', 'default', 3)

select source, account, campaigns
from marts.unobserved_account
