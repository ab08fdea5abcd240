with

weeks as (
    select * from {{ ref('weeks') }}
),

definitions as (
    select * from {{ ref('kpi_definition') }}
),

fed as (
    select * from {{ ref('kpi_sources') }}
),

coverage as (
    select * from {{ ref('stg_account_coverage') }}
),

ended as (
    select * from {{ source('org', 'ended_account') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

bounds as (
    select
        cast({{ parameter('kpi', 'feeding_weeks') }} as integer) as feeding_weeks,
        cast({{ parameter('kpi', 'waiting_days') }} as integer) as waiting_days
),

kpis as (
    select distinct kpi_id from definitions
),

-- who fed the KPI in the weeks before is expected to do so again
feeding as (
    select distinct
        fed.kpi_id,
        weeks.week_start,
        fed.source,
        fed.account
    from weeks
    cross join bounds
    inner join fed
        on
            weeks.week_start > fed.week_start
            and {{ dbt.dateadd('week', '-bounds.feeding_weeks', 'weeks.week_start') }}
            <= fed.week_start
    left join ended on fed.source = ended.source and fed.account = ended.account
    where ended.ended_on is null or ended.ended_on >= weeks.week_start
),

behind as (
    select feeding.*
    from feeding
    inner join weeks on feeding.week_start = weeks.week_start
    left join coverage
        on feeding.source = coverage.source and feeding.account = coverage.account
    where coverage.covered_until is null or coverage.covered_until < weeks.ended_at
),

waiting as (
    select behind.*
    from behind
    inner join weeks on behind.week_start = weeks.week_start
    cross join reporting
    cross join bounds
    where
        weeks.is_complete
        and reporting.as_of < {{ dbt.dateadd('day', 'bounds.waiting_days', 'weeks.ended_at') }}
),

-- who is behind for longer than it feeds is no longer waited for, but missing all the same
missing as (
    select * from behind
    union
    select
        waiting.kpi_id,
        weeks.week_start,
        waiting.source,
        waiting.account
    from waiting
    inner join weeks on waiting.week_start < weeks.week_start
    left join ended on waiting.source = ended.source and waiting.account = ended.account
    where ended.ended_on is null or ended.ended_on >= weeks.week_start
),

named as (
    select
        missing.kpi_id,
        missing.week_start,
        {{ listed("missing.source || '/' || missing.account") }} as missing_names,
        {{ listed("waiting.source || '/' || waiting.account") }} as waiting_names
    from missing
    left join waiting using (kpi_id, week_start, source, account)
    group by missing.kpi_id, missing.week_start
),

stated as (
    select
        kpis.kpi_id,
        weeks.week_start,
        weeks.is_qualification_maturing,
        weeks.is_complete as is_over,
        weeks.is_complete and named.waiting_names is null as is_complete,
        named.missing_names,
        named.waiting_names
    from weeks
    cross join kpis
    left join named on kpis.kpi_id = named.kpi_id and weeks.week_start = named.week_start
),

final as (
    select
        kpi_id,
        week_start,
        is_complete,
        is_qualification_maturing,
        case when is_over and not is_complete then waiting_names end as waiting_for,
        case when is_complete then missing_names end as complete_without
    from stated
)

select * from final
