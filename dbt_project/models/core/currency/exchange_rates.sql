with

reporting_currency as (
    select * from {{ source('org', 'reporting_currency') }}
),

rates as (
    select * from {{ source('org', 'exchange_rate') }}
),

declared as (
    select
        rates.currency,
        rates.from_day,
        lead(rates.from_day) over (partition by rates.currency order by rates.from_day)
            as until_day,
        rates.rate,
        reporting_currency.currency as reporting_currency
    from rates
    cross join reporting_currency
),

final as (
    select
        currency,
        from_day,
        until_day,
        rate,
        reporting_currency
    from declared
    union all
    select
        currency,
        cast(null as date) as from_day,
        cast(null as date) as until_day,
        cast(1 as double) as rate,
        currency as reporting_currency
    from reporting_currency
)

select * from final
