"""Identities between tables that no rounding and no join may break."""

from __future__ import annotations

from checks.check import QueryCheck, query_checks

TOLERANCE = 1e-9


def _segments_sum_to_total(mart: str, column: str) -> QueryCheck:
    """Slices by actor type share the total's denominator, so only numerators are summed here."""
    return QueryCheck(
        name=f"segments_of_{column}_sum_to_total",
        asset=("marts", mart),
        claim=f"In every week the {column} of each kind of segment sum to the total.",
        query=f"""
            with totals as (
                select week_start, {column} as total from marts.{mart} where segment_type = 'total'
            ),
            slices as (
                select week_start, segment_type, sum({column}) as summed
                from marts.{mart}
                where segment_type <> 'total'
                group by week_start, segment_type
            )
            select totals.week_start, slices.segment_type, totals.total, slices.summed
            from totals
            inner join slices using (week_start)
            where totals.total <> slices.summed
        """,
    )


reconciliation_checks = query_checks(
    "reconciliation_checks",
    [
        _segments_sum_to_total("content_system_throughput_weekly", "throughput"),
        _segments_sum_to_total("content_system_throughput_weekly", "placements"),
        _segments_sum_to_total("campaign_iteration_velocity_weekly", "optimizations"),
        _segments_sum_to_total("strategic_decision_density_weekly", "decisions"),
        _segments_sum_to_total("strategic_decision_density_weekly", "executions"),
        _segments_sum_to_total("pipeline_signal_to_noise_weekly", "signal_leads"),
        _segments_sum_to_total("pipeline_signal_to_noise_weekly", "entered_leads"),
        QueryCheck(
            name="factors_multiply_to_throughput",
            asset=("marts", "content_system_throughput_weekly"),
            claim="Pieces x variants per piece x channels per variant = throughput.",
            query=f"""
                select week_start, segment_type, segment, throughput,
                    pieces * variants_per_piece * channels_per_variant as product
                from marts.content_system_throughput_weekly
                where abs(pieces * variants_per_piece * channels_per_variant - throughput)
                    > {TOLERANCE} * greatest(throughput, 1)
            """,
        ),
        QueryCheck(
            name="rows_underneath_equal_the_totals",
            asset=("marts", "kpi_weekly"),
            claim="The rows that a page lists add up to the number that it shows.",
            query="""
                with listed as (
                    select 'campaign_iteration_velocity' as kpi_id, week_start, count(*) as listed
                    from marts.campaign_optimization group by week_start
                    union all
                    select 'strategic_decision_density', week_start, count(*)
                    from marts.human_work_item where class = 'judgment' group by week_start
                    union all
                    select 'pipeline_signal_to_noise', week_start, sum(is_signal)
                    from marts.pipeline_entry group by week_start
                )
                select kpi_id, week_start, kpis.numerator, listed.listed
                from marts.kpi_weekly as kpis
                inner join listed using (kpi_id, week_start)
                where kpis.segment_type = 'total' and kpis.numerator <> listed.listed
            """,
        ),
    ],
)
