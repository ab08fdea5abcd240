-- Which files were ingested after one time and until another?
select path
from ingested_file
where
    status = 'loaded'
    and ingested_at > getvariable('after')
    and ingested_at <= getvariable('until')
order by path
