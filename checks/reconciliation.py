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


_OPERATING_MODEL = [
    QueryCheck(
        name="hours_of_roles_sum_to_the_hours_of_all",
        asset=("marts", "role_weekly"),
        claim="In every week in which all roles are shown, their hours sum to those of all people.",
        query=f"""
            with roles as (
                select week_start, sum(logged_hours) as hours
                from marts.role_weekly
                group by week_start
                having not bool_or(is_hidden)
            )
            select week_start, roles.hours, work.logged_hours
            from roles
            inner join marts.strategic_decision_density_weekly as work using (week_start)
            where work.segment_type = 'total'
                and abs(roles.hours - work.logged_hours) > {TOLERANCE} * greatest(roles.hours, 1)
        """,
    ),
    QueryCheck(
        name="reviews_count_every_run",
        asset=("marts", "agent_review_weekly"),
        claim="The weekly review of an agent counts each of its runs of that week.",
        query="""
            with listed as (
                select agent, week_start, count(*) as listed from marts.agent_run group by all
            )
            select agent, week_start, reviewed.runs, listed.listed
            from marts.agent_review_weekly as reviewed
            full join listed using (agent, week_start)
            where reviewed.runs is distinct from coalesce(listed.listed, 0)
        """,
    ),
    QueryCheck(
        name="a_kpi_rests_on_agents_models_and_vendors_alike",
        asset=("marts", "kpi_dependency_weekly"),
        claim="What rests on agents rests on their models and on their vendors alike.",
        query=f"""
            with sums as (
                select kpi_id, week_start, dependency_type, sum(amount) as amount,
                    max(whole) as whole
                from marts.kpi_dependency_weekly
                group by kpi_id, week_start, dependency_type
            )
            select kpi_id, week_start, min(amount) as least, max(amount) as most,
                max(whole) as whole
            from sums
            group by kpi_id, week_start
            having count(*) <> 3
                or max(amount) - min(amount) > {TOLERANCE} * greatest(max(whole), 1)
                or max(amount) > max(whole) * (1 + {TOLERANCE})
        """,
    ),
]

_KPIS = [
    QueryCheck(
        name="listed_placements_are_those_counted",
        asset=("marts", "content_system_throughput_weekly"),
        claim="In every week as many placements are listed as are counted.",
        query="""
            with listed as (
                select week_start, count(*) as listed from marts.content_placement group by all
            )
            select week_start, weeks.placements, listed.listed
            from marts.content_system_throughput_weekly as weeks
            left join listed using (week_start)
            where weeks.segment_type = 'total' and weeks.placements <> coalesce(listed.listed, 0)
        """,
    ),
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
            left join listed using (kpi_id, week_start)
            where kpis.segment_type = 'total'
                and kpis.kpi_id <> 'content_system_throughput'
                and kpis.numerator <> coalesce(listed.listed, 0)
        """,
    ),
]

CHECKS = (*_OPERATING_MODEL, *_KPIS)

reconciliation_checks = query_checks("reconciliation_checks", CHECKS)
