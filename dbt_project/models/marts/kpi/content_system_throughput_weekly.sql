with

piece_weeks as (
    select * from {{ ref('piece_weeks') }}
),

weeks as (
    {{ weeks_of('content_system_throughput') }}
),

segmented as (
    {{ segmented('piece_weeks', kpi_segments('content_system_throughput')) }}
),

sums as (
    select
        week_start,
        segment_type,
        segment,
        count(*) as pieces,
        sum(throughput) as throughput,
        sum(variants) as variants,
        sum(placements) as placements,
        count(verdict) as reviewed_pieces,
        count(*) filter (where verdict = 'approved') as approved_pieces,
        count(is_used) as measured_pieces,
        sum(is_used) as used_pieces
    from segmented
    group by week_start, segment_type, segment
),

segments as (
    select
        'total' as segment_type,
        'all' as segment
    union
    select
        segment_type,
        segment
    from segmented
),

every_week as (
    select
        weeks.week_start,
        segments.segment_type,
        segments.segment
    from weeks
    cross join segments
),

final as (
    select
        every_week.week_start,
        every_week.segment_type,
        every_week.segment,
        cast(coalesce(sums.throughput, 0) as double) as numerator,
        cast(null as double) as denominator,
        cast(coalesce(sums.throughput, 0) as double) as value,  -- noqa: RF04
        weeks.is_complete,
        false as is_maturing,
        cast(coalesce(sums.pieces, 0) as double) as replaced_value,
        cast(coalesce(sums.throughput, 0) as bigint) as throughput,
        cast(coalesce(sums.pieces, 0) as bigint) as pieces,
        cast(sums.variants as double) / sums.pieces as variants_per_piece,
        cast(sums.throughput as double) / sums.variants as channels_per_variant,
        cast(coalesce(sums.variants, 0) as bigint) as variants,
        cast(coalesce(sums.placements, 0) as bigint) as placements,
        cast(sums.placements as double) / sums.throughput as fill_rate,
        cast(coalesce(sums.reviewed_pieces, 0) as bigint) as reviewed_pieces,
        cast(coalesce(sums.approved_pieces, 0) as bigint) as approved_pieces,
        cast(sums.approved_pieces as double) / nullif(sums.reviewed_pieces, 0) as audit_pass_rate,
        cast(coalesce(sums.measured_pieces, 0) as bigint) as measured_pieces,
        cast(coalesce(sums.used_pieces, 0) as bigint) as used_pieces,
        cast(sums.used_pieces as double) / nullif(sums.measured_pieces, 0) as used_share
    from every_week
    inner join weeks on every_week.week_start = weeks.week_start
    left join sums
        on
            every_week.week_start = sums.week_start
            and every_week.segment_type = sums.segment_type
            and every_week.segment = sums.segment
)

select * from final
