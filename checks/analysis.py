"""What the tables of the analyses have to agree with: themselves, and what they were made from."""

from __future__ import annotations

from checks.check import QueryCheck, query_checks
from checks.reconciliation import TOLERANCE

_SIGNALS = [
    QueryCheck(
        name="limits_enclose_the_centre",
        asset=("analysis", "signal_weekly"),
        claim="Lower limit <= centre <= upper limit, and a rule holds only where there are limits.",
        query="""
            select series, week_start, lower_limit, centre, upper_limit, rule
            from analysis.signal_weekly
            where not (lower_limit <= centre and centre <= upper_limit)
                or (rule is not null and centre is null)
        """,
    ),
    QueryCheck(
        name="a_signal_has_a_beginning_and_a_direction",
        asset=("analysis", "signal_weekly"),
        claim="Where a rule holds, it is said since when and which way; elsewhere neither is.",
        query="""
            select series, week_start, rule, signal_since, direction
            from analysis.signal_weekly
            where (rule is null) <> (signal_since is null)
                or (rule is null) <> (direction is null)
                or signal_since > week_start
        """,
    ),
    QueryCheck(
        name="drift_is_outside_and_no_chance",
        asset=("analysis", "agent_drift_weekly"),
        claim="What is called drift lies outside its limits, was tested, and has a direction.",
        query="""
            select week_start, agent, measure, value, lower_limit, upper_limit, p_value, q_value
            from analysis.agent_drift_weekly
            where (is_drift and value between lower_limit and upper_limit)
                or (is_drift and q_value is null)
                or is_drift <> (direction <> 'none')
                or q_value < p_value
        """,
    ),
    QueryCheck(
        name="every_trigger_is_told_of_in_every_week",
        asset=("analysis", "escalation_trigger_weekly"),
        claim="Each declared trigger has a line for each complete week.",
        query="""
            select agent, trigger_name, week_start
            from org.escalation_trigger
            cross join (select week_start from marts.reporting_week where is_complete)
            anti join analysis.escalation_trigger_weekly using (agent, trigger_name, week_start)
        """,
    ),
]

_EXPLANATIONS = [
    QueryCheck(
        name="parts_add_up_to_the_change",
        asset=("analysis", "kpi_change_weekly"),
        claim="The parts of each part type add up to the change of the KPI, and nothing is left.",
        query=f"""
            with changes as (
                select kpi_id, week_start, contribution as change
                from analysis.kpi_change_weekly
                where part_type = 'total' and contribution is not null
            ),
            parts as (
                select
                    kpi_id,
                    week_start,
                    part_type,
                    sum(contribution) as summed,
                    sum(abs(contribution)) as size,
                    sum(abs(contribution)) filter (where kind = 'residual') as residual
                from analysis.kpi_change_weekly
                where part_type <> 'total'
                group by kpi_id, week_start, part_type
            )
            select kpi_id, week_start, part_type, change, summed, residual
            from changes
            inner join parts using (kpi_id, week_start)
            where abs(change - summed) > {TOLERANCE} * greatest(size, 1)
                or residual > {TOLERANCE} * greatest(size, 1)
        """,
    ),
    QueryCheck(
        name="changes_are_of_the_published_values",
        asset=("analysis", "kpi_change_weekly"),
        claim="The values that a change lies between are those of the KPI.",
        query=f"""
            select changes.kpi_id, changes.week_start, changes.to_value, kpis.value
            from analysis.kpi_change_weekly as changes
            inner join marts.kpi_weekly as kpis
                on changes.kpi_id = kpis.kpi_id
                and changes.week_start = kpis.week_start
                and kpis.segment_type = 'total'
            where changes.part_type = 'total'
                and (
                    abs(changes.to_value - kpis.value) > {TOLERANCE} * greatest(abs(kpis.value), 1)
                    or (changes.to_value is null) <> (kpis.value is null)
                )
        """,
    ),
    QueryCheck(
        name="a_forecast_is_said_or_its_lack_is",
        asset=("analysis", "kpi_forecast"),
        claim="Every KPI has a forecast in words, its ends in order, or what is missing for one.",
        query="""
            select kpi_id, statement, missing, earliest_on, reached_on, latest_on
            from analysis.kpi_forecast
            where (statement is null) = (missing is null)
                or earliest_on > reached_on
                or reached_on > latest_on
        """,
    ),
]

_RISKS = [
    QueryCheck(
        name="every_risk_is_told_of_in_every_week",
        asset=("analysis", "risk_state"),
        claim="Each risk has a state in each complete week.",
        query="""
            select risk, week_start
            from (select distinct risk from seeds.risk_rule)
            cross join (select week_start from marts.reporting_week where is_complete)
            anti join analysis.risk_state using (risk, week_start)
        """,
    ),
    QueryCheck(
        name="a_risk_that_is_not_ok_has_a_next_step",
        asset=("analysis", "risk_state"),
        claim="Whatever is to be watched, acted on or can't be told says what to do.",
        query="""
            select risk, week_start, state, measure, next_step
            from analysis.risk_state
            where (state = 'ok') = (next_step is not null)
        """,
    ),
    QueryCheck(
        name="the_state_of_a_measure_follows_its_limits",
        asset=("analysis", "risk_measure"),
        claim="Beyond the act limit is act, beyond the watch limit watch, without a value neither.",
        query="""
            with held as (
                select
                    *,
                    case direction
                        when 'above' then value >= act_limit else value <= act_limit
                    end as is_beyond_act,
                    case direction
                        when 'above' then value >= watch_limit else value <= watch_limit
                    end as is_beyond_watch
                from analysis.risk_measure
            )
            select risk, week_start, measure, value, watch_limit, act_limit, state
            from held
            where state <> case
                when value is null then 'not enough data'
                when is_beyond_act then 'act'
                when is_beyond_watch then 'watch'
                else 'ok'
            end
        """,
    ),
    QueryCheck(
        name="an_alarm_is_beyond_its_limit",
        asset=("analysis", "brand_voice_weekly"),
        claim="A brand voice alarm is where the distance exceeds its limit, and nowhere else.",
        query="""
            select week_start, channel, agent, distance, distance_limit, is_alarm
            from analysis.brand_voice_weekly
            where is_alarm <> (distance > distance_limit)
                or (is_alarm is null) <> (distance is null)
                or (distance is null) <> (missing is not null)
        """,
    ),
    QueryCheck(
        name="pieces_of_channels_and_agents_sum_to_all",
        asset=("analysis", "brand_voice_weekly"),
        claim="In every week the pieces of each channel and agent sum to those of all.",
        query="""
            with sums as (
                select
                    week_start,
                    sum(pieces) filter (where channel = 'all') as pieces,
                    coalesce(sum(pieces) filter (where channel <> 'all'), 0) as summed
                from analysis.brand_voice_weekly
                group by week_start
            )
            select week_start, pieces, summed from sums where pieces <> summed
        """,
    ),
]

_PLAN = [
    QueryCheck(
        name="every_milestone_is_told_of",
        asset=("analysis", "plan_milestone"),
        claim="Each declared milestone has a state, and no other has.",
        query="""
            select milestone, declared.milestone is null as is_unknown
            from org.plan_milestone as declared
            full join analysis.plan_milestone as told using (milestone)
            where declared.milestone is null or told.milestone is null
        """,
    ),
    QueryCheck(
        name="done_is_proven_by_every_row",
        asset=("analysis", "plan_milestone"),
        claim="A milestone is done where all rows of its evidence are, and on the day of the last.",
        query="""
            with proven as (
                select
                    milestone,
                    count(*) as evidence_rows,
                    count(*) filter (where is_done) as evidence_done
                from analysis.plan_evidence
                group by milestone
            )
            select
                milestone,
                told.state,
                told.done_on,
                told.evidence_done,
                told.evidence_rows,
                proven.evidence_done as found_done,
                proven.evidence_rows as found_rows
            from analysis.plan_milestone as told
            left join proven using (milestone)
            where (told.state = 'done') <> (told.done_on is not null)
                or (told.state = 'done' and proven.evidence_done <> proven.evidence_rows)
                or told.evidence_rows <> coalesce(proven.evidence_rows, 0)
                or told.evidence_done <> coalesce(proven.evidence_done, 0)
        """,
    ),
]

CHECKS = (*_SIGNALS, *_EXPLANATIONS, *_RISKS, *_PLAN)

analysis_checks = query_checks("analysis_checks", CHECKS)
