with

throughput as (
    select * from {{ ref('content_system_throughput_weekly') }}
),

velocity as (
    select * from {{ ref('campaign_iteration_velocity_weekly') }}
),

density as (
    select * from {{ ref('strategic_decision_density_weekly') }}
),

signal_to_noise as (
    select * from {{ ref('pipeline_signal_to_noise_weekly') }}
),

counts as (
    select
        'content_system_throughput' as kpi_id,
        'audit_pass_rate' as counter_metric,
        week_start,
        segment_type,
        approved_pieces as numerator,
        reviewed_pieces as denominator
    from throughput
    union all
    select
        'content_system_throughput' as kpi_id,
        'fill_rate' as counter_metric,
        week_start,
        segment_type,
        placements as numerator,
        throughput as denominator
    from throughput
    union all
    select
        'content_system_throughput' as kpi_id,
        'used_share' as counter_metric,
        week_start,
        segment_type,
        used_pieces as numerator,
        measured_pieces as denominator
    from throughput
    union all
    select
        'campaign_iteration_velocity' as kpi_id,
        'improved_share' as counter_metric,
        week_start,
        segment_type,
        improved_optimizations as numerator,
        measured_optimizations as denominator
    from velocity
    union all
    select
        'strategic_decision_density' as kpi_id,
        'reversal_rate' as counter_metric,
        week_start,
        segment_type,
        reversed_decisions as numerator,
        decisions as denominator
    from density
    union all
    select
        'pipeline_signal_to_noise' as kpi_id,
        'precision' as counter_metric,
        week_start,
        segment_type,
        won_signal_leads as numerator,
        known_signal_leads as denominator
    from signal_to_noise
    union all
    select
        'pipeline_signal_to_noise' as kpi_id,
        'recall' as counter_metric,
        week_start,
        segment_type,
        won_signal_leads as numerator,
        won_leads as denominator
    from signal_to_noise
),

final as (
    select
        kpi_id,
        counter_metric,
        week_start,
        cast(numerator as double) as numerator,
        cast(denominator as double) as denominator,
        cast(numerator as double) / nullif(denominator, 0) as value
    from counts
    where segment_type = 'total'
)

select * from final
