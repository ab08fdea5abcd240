-- Which leads entered the pipeline in the week?
select
    lead_key,
    company,
    lead_source,
    channel,
    stage,
    intent,
    qualified_by,
    qualifier,
    score,
    entered_pipeline_at at time zone 'UTC' at time zone getvariable('timezone') as entered_local_at,
    qualified_at at time zone 'UTC' at time zone getvariable('timezone') as qualified_local_at,
    case is_signal when 1 then 'signal' else 'noise' end as counted_as,
    case is_won when 1 then 'yes' when 0 then 'no' end as won
from pipeline_entry
where week_start = getvariable('week')
order by entered_pipeline_at, lead_key
