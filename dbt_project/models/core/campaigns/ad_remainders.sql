with

performance as (
    select * from {{ ref('stg_performance_by_grain') }}
),

resolved as (
    select * from {{ ref('campaign_keys') }}
),

files as (
    select * from {{ ref('stg_files') }}
),

measures as (
    select * from {{ ref('reconciled_measure') }}
),

reporting as (
    select * from {{ ref('reporting') }}
),

compared as (
    select
        performance.*,
        coalesce(resolved.campaign_key, performance.stated_campaign_key) as campaign_key
    from performance
    inner join reporting on performance.day <= reporting.as_of_on
    left join resolved on performance.stated_campaign_key = resolved.stated_campaign_key
    where performance.is_compared
),

-- a measure that one of the reports does not have is not compared
valued as (
    select
        compared.*,
        measures.measure,
        case measures.measure
            when 'cost' then {{ exact_amount('compared.cost') }}
            when 'impressions' then {{ exact_amount('compared.impressions') }}
            when 'clicks' then {{ exact_amount('compared.clicks') }}
            when 'conversions' then {{ exact_amount('compared.conversions') }}
        end as amount,
        case when measures.measure = 'cost' then compared.currency end as stated_unit
    from compared
    cross join measures
    where
        compared.campaign_columns like '%,' || measures.measure || ',%'
        and compared.ad_columns like '%,' || measures.measure || ',%'
),

side_by_side as (
    select
        campaign_key,
        source,
        account,
        day,
        measure,
        max(campaign_file_sequence) as campaign_file_sequence,
        max(ad_file_sequence) as ad_file_sequence,
        coalesce(sum(case when grain = 'campaign' then amount end), 0) as campaign_total,
        coalesce(sum(case when grain = 'ad' then amount end), 0) as ad_total,
        max(case when grain = 'campaign' then stated_unit end) as campaign_unit,
        max(case when grain = 'ad' then stated_unit end) as ad_unit
    from valued
    group by campaign_key, source, account, day, measure
),

-- an amount in another currency is no part of the total
in_one_unit as (
    select
        *,
        case when campaign_unit <> ad_unit then 0 else ad_total end as attributed_total,
        case
            when measure = 'cost' then coalesce(campaign_unit, ad_unit, 'unknown currency')
            else measure
        end as unit
    from side_by_side
),

final as (
    select
        in_one_unit.campaign_key,
        in_one_unit.source,
        in_one_unit.account,
        in_one_unit.day,
        cast(date_trunc('week', in_one_unit.day) as date) as week_start,
        in_one_unit.measure,
        in_one_unit.unit,
        in_one_unit.campaign_total,
        in_one_unit.attributed_total as ad_total,
        in_one_unit.campaign_total - in_one_unit.attributed_total as remainder,
        campaign_files.path as campaign_file,
        ad_files.path as ad_file,
        ad_files.seen_at > campaign_files.seen_at as is_ad_file_newer
    from in_one_unit
    inner join files as campaign_files
        on in_one_unit.campaign_file_sequence = campaign_files.file_sequence
    inner join files as ad_files on in_one_unit.ad_file_sequence = ad_files.file_sequence
)

select * from final
