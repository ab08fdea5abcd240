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
    select
        feeding.kpi_id,
        feeding.week_start,
        {{ listed("feeding.source || '/' || feeding.account") }} as account_names
    from feeding
    inner join weeks on feeding.week_start = weeks.week_start
    left join coverage
        on feeding.source = coverage.source and feeding.account = coverage.account
    where coverage.covered_until is null or coverage.covered_until < weeks.ended_at
    group by feeding.kpi_id, feeding.week_start
),

stated as (
    select
        kpis.kpi_id,
        weeks.week_start,
        weeks.is_qualification_maturing,
        weeks.is_complete as is_over,
        weeks.is_complete
        and (
            behind.account_names is null
            or reporting.as_of
            >= {{ dbt.dateadd('day', 'bounds.waiting_days', 'weeks.ended_at') }}
        ) as is_complete,
        behind.account_names
    from weeks
    cross join kpis
    cross join reporting
    cross join bounds
    left join behind on kpis.kpi_id = behind.kpi_id and weeks.week_start = behind.week_start
),

final as (
    select
        kpi_id,
        week_start,
        is_complete,
        is_qualification_maturing,
        case when is_over and not is_complete then account_names end as waiting_for,
        case when is_complete then account_names end as complete_without
    from stated
)

select * from final
