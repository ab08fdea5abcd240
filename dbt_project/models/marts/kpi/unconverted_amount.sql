with

runs as (
    select * from {{ ref('agent_runs') }}
),

days as (
    select * from {{ ref('campaign_days') }}
),

reporting_currency as (
    select * from {{ source('org', 'reporting_currency') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

amounts as (
    select
        'agent_runs' as stream,
        runs.currency,
        runs.reported_currency,
        cast({{ reporting_time('runs.started_at') }} as date) as day,
        runs.cost
    from runs
    cross join reporting
    where runs.cost is not null
    union all
    select
        'campaign_performance' as stream,
        currency,
        reported_currency,
        day,
        cost
    from days
    where cost is not null
),

final as (
    select
        amounts.stream,
        amounts.currency,
        reporting_currency.currency as reporting_currency,
        min(amounts.day) as first_day,
        max(amounts.day) as last_day,
        count(*) as records,
        cast(sum(amounts.cost) as double) as amount
    from amounts
    inner join reporting_currency
        on amounts.reported_currency <> reporting_currency.currency
    group by amounts.stream, amounts.currency, reporting_currency.currency
)

select * from final
