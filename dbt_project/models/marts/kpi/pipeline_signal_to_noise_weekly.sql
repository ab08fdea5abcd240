{#- A lead is created before anything qualifies it. -#}
{%- set segments = kpi_segments('pipeline_signal_to_noise') -%}
{%- set created_segments = segments | reject('equalto', 'qualifier') | list -%}

with

leads as (
    select * from {{ ref('leads') }}
),

weeks as (
    {{ weeks_of('pipeline_signal_to_noise') }}
),

entries as (
    select
        channel,
        lead_source,
        qualifier,
        entered_level as declared_level,
        entered_week as week_start,
        is_signal,
        is_won,
        is_outcome_known
    from leads
    where entered_week is not null
),

created as (
    select
        channel,
        lead_source,
        created_level as declared_level,
        created_week as week_start
    from leads
    where created_week is not null
),

segmented_entries as (
    {{ segmented('entries', segments) }}
),

segmented_created as (
    {{ segmented('created', created_segments) }}
),

entry_sums as (
    select
        week_start,
        segment_type,
        segment,
        count(*) as entered_leads,
        sum(is_signal) as signal_leads,
        sum(is_outcome_known) as known_leads,
        sum(is_outcome_known * is_signal) as known_signal_leads,
        sum(is_outcome_known * is_won) as won_leads,
        sum(is_outcome_known * is_won * is_signal) as won_signal_leads
    from segmented_entries
    group by week_start, segment_type, segment
),

created_sums as (
    select
        week_start,
        segment_type,
        segment,
        count(*) as lead_volume
    from segmented_created
    group by week_start, segment_type, segment
),

every_week as (
    select
        week_start,
        'total' as segment_type,
        'all' as segment
    from weeks
    union
    select
        week_start,
        segment_type,
        segment
    from entry_sums
    union
    select
        week_start,
        segment_type,
        segment
    from created_sums
),

final as (
    select
        every_week.week_start,
        every_week.segment_type,
        every_week.segment,
        cast(coalesce(entry_sums.signal_leads, 0) as double) as numerator,
        cast(coalesce(entry_sums.entered_leads, 0) as double) as denominator,
        cast(entry_sums.signal_leads as double) / entry_sums.entered_leads
            as value,  -- noqa: RF04
        weeks.is_complete,
        weeks.is_qualification_maturing as is_maturing,
        cast(coalesce(created_sums.lead_volume, 0) as double) as replaced_value,
        cast(coalesce(entry_sums.signal_leads, 0) as bigint) as signal_leads,
        cast(coalesce(entry_sums.entered_leads, 0) as bigint) as entered_leads,
        cast(entry_sums.signal_leads as double) / entry_sums.entered_leads as signal_to_noise,
        cast(coalesce(created_sums.lead_volume, 0) as bigint) as lead_volume,
        cast(coalesce(entry_sums.known_leads, 0) as bigint) as known_leads,
        cast(coalesce(entry_sums.known_signal_leads, 0) as bigint) as known_signal_leads,
        cast(coalesce(entry_sums.won_leads, 0) as bigint) as won_leads,
        cast(coalesce(entry_sums.won_signal_leads, 0) as bigint) as won_signal_leads
    from every_week
    inner join weeks on every_week.week_start = weeks.week_start
    left join entry_sums
        on
            every_week.week_start = entry_sums.week_start
            and every_week.segment_type = entry_sums.segment_type
            and every_week.segment = entry_sums.segment
    left join created_sums
        on
            every_week.week_start = created_sums.week_start
            and every_week.segment_type = created_sums.segment_type
            and every_week.segment = created_sums.segment
)

select * from final
