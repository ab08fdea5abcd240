with

entries as (
    select * from {{ ref('int_leads_entered') }}
),

known as (
    select
        entries.*,
        coalesce(entries.qualifier, 'unknown') as qualifier_version
    from entries
    where entries.is_outcome_known = 1
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
        cast(shares.successes as double) / nullif(shares.trials, 0) as share,
        {{ parameter('wilson_z') }} as z
    from shares
),

-- Wilson score interval: centre and half-width of the share's 95 % interval
intervals as (
    select
        prepared.*,
        (prepared.share + prepared.z * prepared.z / (2 * prepared.trials))
        / (1 + prepared.z * prepared.z / prepared.trials) as centre,
        prepared.z
        * sqrt(
            prepared.share * (1 - prepared.share) / prepared.trials
            + prepared.z * prepared.z / (4.0 * prepared.trials * prepared.trials)
        )
        / (1 + prepared.z * prepared.z / prepared.trials) as half_width
    from prepared
    where prepared.trials > 0
),

final as (
    select
        intervals.qualifier,
        intervals.measure,
        cast(intervals.successes as bigint) as successes,
        cast(intervals.trials as bigint) as trials,
        intervals.share as value,
        greatest(intervals.centre - intervals.half_width, 0.0) as lower_bound,
        least(intervals.centre + intervals.half_width, 1.0) as upper_bound,
        case
            when
                intervals.measure = 'precision'
                then intervals.share / nullif(intervals.win_rate, 0)
        end as lift,
        cast(intervals.known_leads as bigint) as known_leads
    from intervals
)

select * from final
