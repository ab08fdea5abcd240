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

definitions as (
    select * from {{ ref('kpi_definition') }}
),

measures as (
    select
        'content_system_throughput' as kpi_id,
        week_start,
        segment_type,
        segment,
        cast(throughput as double) as numerator,
        cast(null as double) as denominator,
        cast(throughput as double) as value,
        is_complete,
        false as is_maturing,
        cast(pieces as double) as old_value
    from throughput
    union all
    select
        'campaign_iteration_velocity' as kpi_id,
        week_start,
        segment_type,
        segment,
        cast(optimizations as double) as numerator,
        cast(active_campaigns as double) as denominator,
        velocity as value,
        is_complete,
        false as is_maturing,
        launch_hours as old_value
    from velocity
    union all
    select
        'strategic_decision_density' as kpi_id,
        week_start,
        segment_type,
        segment,
        cast(decisions as double) as numerator,
        cast(decisions + executions as double) as denominator,
        density as value,
        is_complete,
        false as is_maturing,
        team_utilization as old_value
    from density
    union all
    select
        'pipeline_signal_to_noise' as kpi_id,
        week_start,
        segment_type,
        segment,
        cast(signal_leads as double) as numerator,
        cast(entered_leads as double) as denominator,
        signal_to_noise as value,
        is_complete,
        is_maturing,
        cast(lead_volume as double) as old_value
    from signal_to_noise
),

-- the version in force at the week's start; the first version also holds before its date
versions as (
    select
        measures.*,
        definitions.version as definition_version,
        definitions.min_denominator,
        definitions.replaces as old_metric,
        row_number() over (
            partition by
                measures.kpi_id, measures.week_start, measures.segment_type, measures.segment
            order by
                case when definitions.effective_from <= measures.week_start then 0 else 1 end,
                case
                    when definitions.effective_from <= measures.week_start
                        then -definitions.version
                    else definitions.version
                end
        ) as version_rank
    from measures
    inner join definitions on measures.kpi_id = definitions.kpi_id
),

final as (
    select
        kpi_id,
        week_start,
        segment_type,
        segment,
        numerator,
        denominator,
        value,
        is_complete,
        is_maturing,
        coalesce(denominator < min_denominator, false) as is_small_n,
        old_metric,
        old_value,
        cast(definition_version as integer) as definition_version
    from versions
    where version_rank = 1
)

select * from final
