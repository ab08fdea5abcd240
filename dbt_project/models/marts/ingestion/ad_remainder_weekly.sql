with

remainders as (
    select * from {{ ref('ad_remainders') }}
),

measures as (
    select * from {{ ref('reconciled_measure') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

-- what one campaign leaves over must not make up for what another one has too much
summed as (
    select
        source,
        account,
        week_start,
        measure,
        unit,
        count(distinct day) as compared_days,
        count(distinct campaign_key) as campaigns,
        sum(campaign_total) as campaign_total,
        sum(ad_total) as ad_total,
        sum(remainder) as remainder,
        sum(greatest(remainder, 0)) as unattributed,
        sum(greatest(-remainder, 0)) as excess,
        max(case when is_ad_file_newer then 1 else 0 end) = 1 as has_newer_ads
    from remainders
    group by source, account, week_start, measure, unit
),

judged as (
    select
        summed.*,
        greatest(summed.unattributed, summed.excess) > greatest(
            {{ exact_amount('measures.tolerance_amount') }},
            {{ exact_amount('measures.tolerance_share') }}
            * cast(greatest(summed.campaign_total, 0) as decimal(28, 4))
        ) as is_above_tolerance
    from summed
    inner join measures on summed.measure = measures.measure
),

final as (
    select
        judged.source,
        judged.account,
        judged.week_start,
        judged.measure,
        judged.unit,
        judged.compared_days,
        judged.campaigns,
        cast(judged.campaign_total as double) as campaign_total,
        cast(judged.ad_total as double) as ad_total,
        cast(judged.remainder as double) as remainder,
        cast(judged.unattributed as double) as unattributed,
        cast(judged.excess as double) as excess,
        judged.has_newer_ads,
        judged.is_above_tolerance,
        judged.is_above_tolerance
        and {{ last_day_of_week('judged.week_start') }} + cast(
            {{ parameter('ingestion', 'warning_days') }} as integer
        ) >= reporting.as_of_on as is_open
    from judged
    cross join reporting
)

select * from final
