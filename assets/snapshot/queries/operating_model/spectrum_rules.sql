-- By which rules is a level observed?
select * from spectrum_rule
order by rule_order
