with

leads as (
    select * from {{ ref('leads') }}
),

known as (
    select
        leads.*,
        coalesce(leads.qualifier, 'unknown') as qualifier_version
    from leads
    where
        leads.is_outcome_known = 1
        and leads.entered_week is not null
),

overall as (
    select
        count(*) as known_leads,
        sum(is_won) as won_leads
    from known
),

by_qualifier as (
    select
        'all' as qualifier,
        sum(is_signal) as signal_leads,
        sum(is_signal * is_won) as won_signal_leads
    from known
    union all
    select
        qualifier_version as qualifier,
        sum(is_signal) as signal_leads,
        sum(is_signal * is_won) as won_signal_leads
    from known
    where is_signal = 1
    group by qualifier_version
),

shares as (
    select
        by_qualifier.qualifier,
        overall.known_leads,
        overall.won_leads,
        by_qualifier.signal_leads,
        by_qualifier.won_signal_leads,
        cast(overall.won_leads as double) / nullif(overall.known_leads, 0) as win_rate,
        'precision' as measure,
        by_qualifier.won_signal_leads as successes,
        by_qualifier.signal_leads as trials
    from by_qualifier
    cross join overall
    union all
    select
        by_qualifier.qualifier,
        overall.known_leads,
        overall.won_leads,
        by_qualifier.signal_leads,
        by_qualifier.won_signal_leads,
        cast(overall.won_leads as double) / nullif(overall.known_leads, 0) as win_rate,
        'recall' as measure,
        by_qualifier.won_signal_leads as successes,
        overall.won_leads as trials
    from by_qualifier
    cross join overall
),

prepared as (
    select
        shares.*,
        cast(shares.successes as double) / shares.trials as value,  -- noqa: RF04
        {{ parameter('kpi', 'wilson_z') }} as z
    from shares
    where shares.trials > 0
),

final as (
    select
        qualifier,
        measure,
        cast(successes as bigint) as successes,
        cast(trials as bigint) as trials,
        value,  -- noqa: RF04
        cast({{ wilson_bound('successes', 'trials', 'z', '-1') }} as double) as lower_bound,
        cast({{ wilson_bound('successes', 'trials', 'z', '1') }} as double) as upper_bound,
        case when measure = 'precision' then value / nullif(win_rate, 0) end as lift,
        cast(known_leads as bigint) as known_leads
    from prepared
)

select * from final
