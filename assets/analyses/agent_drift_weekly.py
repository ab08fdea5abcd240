"""analysis.agent_drift_weekly: measures of agents that have left their usual range."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from assets.lib.analysis import Analysis, Frames, analysis_table, read_parameters, to_frame
from assets.lib.statistics.drift import (
    DriftFinding,
    DriftMeasure,
    DriftRules,
    DriftSeries,
    find_drift,
)
from assets.lib.statistics.drift_observations import Summary, WeeklyLevels, WeeklyShares
from assets.lib.stream import Column, ColumnType

if TYPE_CHECKING:
    import duckdb

_TABLE = analysis_table(
    "agent_drift_weekly",
    "One row per agent, complete week and measure.",
    ("week_start", "agent", "measure"),
    (
        Column("week_start", ColumnType.DAY, "Monday of the week", required=True),
        Column("agent", ColumnType.TEXT, "The agent", required=True),
        Column("measure", ColumnType.TEXT, "A measure of the weekly review", required=True),
        Column("value", ColumnType.NUMBER, "Its value in the week; each run counts once"),
        Column("observations", ColumnType.COUNT, "Runs that the value is made of", required=True),
        Column("reference_value", ColumnType.NUMBER, "Its value over the reference weeks, pooled"),
        Column("reference_observations", ColumnType.COUNT, "Runs of the reference", required=True),
        Column("reference_weeks", ColumnType.COUNT, "Weeks of the reference", required=True),
        Column("reference_from_week", ColumnType.DAY, "Its first week"),
        Column("reference_until_week", ColumnType.DAY, "Its last week"),
        Column("centre", ColumnType.NUMBER, "Mean of the reference weeks"),
        Column("lower_limit", ColumnType.NUMBER, "Lower process limit"),
        Column("upper_limit", ColumnType.NUMBER, "Upper process limit"),
        Column("p_value", ColumnType.NUMBER, "Probability of such a difference if nothing changed"),
        Column(
            "q_value", ColumnType.NUMBER, "The same under control of the week's false discoveries"
        ),
        Column(
            "is_drift", ColumnType.FLAG, "Outside the limits, and no false discovery", required=True
        ),
        Column("direction", ColumnType.TEXT, "better, worse, or none without drift", required=True),
        Column("missing", ColumnType.TEXT, "Which minimum count is not met, and by how much"),
    ),
)


@dataclass(frozen=True)
class Share:
    """A share `hits` / `trials`, columns of the weekly review."""

    measure: DriftMeasure
    hits: str
    trials: str


@dataclass(frozen=True)
class Level:
    """The mean or median of a column of the runs, whose costs are in the newest currency only."""

    measure: DriftMeasure
    column: str
    summary: Summary = "mean"


def _share(name: str, noun: str = "runs", *, is_higher_better: bool = False) -> DriftMeasure:
    return DriftMeasure(name, noun, is_higher_better, highest=1.0)


SHARES = (
    Share(_share("success_rate", is_higher_better=True), "ok_runs", "runs"),
    Share(_share("error_rate"), "error_runs", "runs"),
    Share(_share("escalation_rate"), "escalated_runs", "runs"),
    Share(_share("override_rate", "reviewed runs"), "rejected_runs", "reviewed_runs"),
    Share(_share("edit_rate", "reviewed runs"), "edited_runs", "reviewed_runs"),
)
LEVELS = (
    Level(_share("quality_score", "scored runs", is_higher_better=True), "score"),
    Level(DriftMeasure("latency_seconds", "timed runs"), "latency_seconds", "median"),
    Level(DriftMeasure("tokens_per_run", "runs with tokens"), "tokens"),
    Level(DriftMeasure("cost_per_run", "runs with a cost"), "cost"),
)

_REVIEWS = f"""
    select agent, week_start, {", ".join(f"{s.hits}, {s.trials}" for s in SHARES)}
    from marts.agent_review_weekly
    where is_complete
    order by agent, week_start
"""
_RUNS = """
    create or replace temp table drift_run as
    with reviews as (
        select agent, week_start, row_number() over (order by agent, week_start) - 1 as review
        from marts.agent_review_weekly
        where is_complete
    ),
    newest as (
        select agent, max_by(reported_currency, started_at) as currency
        from marts.agent_run
        where reported_currency is not null
        group by agent
    )
    select
        review, score, latency_seconds, tokens,
        case when runs.reported_currency = newest.currency then reported_cost end as cost
    from marts.agent_run as runs
    inner join reviews on runs.agent = reviews.agent and runs.week_start = reviews.week_start
    left join newest on runs.agent = newest.agent
"""
_GROUPS = """
    select review, cast({column} as double) as value, count(*) as runs
    from drift_run
    where {column} is not null
    group by all
    order by review
"""
_BASES = """
    select distinct registry.agent, annotation.annotated_on
    from marts.agent_registry as registry
    cross join org.annotation as annotation
    left join org.annotation_concern as concern using (annotation_number)
    left join org.workflow as declared on registry.workflow = declared.workflow
    where annotation.rebases
        and (
            concern.concern is null
            or concern.concern in (registry.agent, registry.workflow, declared.function_id)
        )
"""


@dataclass(frozen=True)
class _Reviews:
    """The complete reviews of one agent: weeks, columns, and the place of the first in all."""

    agent: str
    weeks: Sequence[date]
    columns: Mapping[str, Sequence[int]]
    first: int


def _compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    rules = DriftRules.from_seed(read_parameters(connection, "governance"))
    findings = find_drift(list(_read_series(connection)), rules)
    return {_TABLE.name: to_frame(_TABLE, (_row(finding) for finding in findings))}


def _read_series(connection: duckdb.DuckDBPyConnection) -> Iterator[DriftSeries]:
    """Yield the series of every agent that has run, agents by name."""
    connection.execute(_RUNS)
    levels = [(level, *_read_groups(connection, level)) for level in LEVELS]
    connection.execute("drop table drift_run")
    rebased = _read_bases(connection)
    for of in _read_reviews(connection):
        days = rebased[of.agent]
        for share in SHARES:
            shares = WeeklyShares(of.columns[share.hits], of.columns[share.trials])
            yield DriftSeries(of.agent, share.measure, of.weeks, shares, days)
        for level, reviews, values, runs in levels:
            start, end = reviews.searchsorted([of.first, of.first + len(of.weeks)])
            observed = WeeklyLevels.of_groups(
                reviews[start:end] - of.first,
                values[start:end],
                runs[start:end],
                len(of.weeks),
                level.summary,
            )
            yield DriftSeries(of.agent, level.measure, of.weeks, observed, days)


def _read_groups(connection: duckdb.DuckDBPyConnection, level: Level) -> tuple[Any, Any, Any]:
    """Return arrays of review, value and runs: a row per review and distinct value of its runs."""
    groups = connection.execute(_GROUPS.format(column=level.column)).fetchnumpy()
    return groups["review"], groups["value"], groups["runs"]


def _read_reviews(connection: duckdb.DuckDBPyConnection) -> Iterator[_Reviews]:
    cursor = connection.execute(_REVIEWS)
    names = [column[0] for column in cursor.description]
    first = 0
    for agent, rows in groupby(cursor.fetchall(), key=lambda row: row[0]):
        columns = dict(zip(names, zip(*rows, strict=True), strict=True))
        yield _Reviews(agent, columns["week_start"], columns, first)
        first += len(columns["week_start"])


def _read_bases(connection: duckdb.DuckDBPyConnection) -> dict[str, list[date]]:
    """Return, by agent, the days of re-basing annotations that concern it, its work or all."""
    bases: dict[str, list[date]] = defaultdict(list)
    for agent, day in connection.execute(_BASES).fetchall():
        bases[agent].append(day)
    return bases


def _row(finding: DriftFinding) -> tuple[Any, ...]:
    reference, limits = finding.reference, finding.limits
    return (
        finding.week_start,
        finding.agent,
        finding.measure.name,
        finding.value,
        finding.observations,
        finding.reference_value,
        finding.reference_observations,
        len(reference),
        reference[0] if reference else None,
        reference[-1] if reference else None,
        limits.centre if limits else None,
        limits.lower if limits else None,
        limits.upper if limits else None,
        finding.p_value,
        finding.q_value,
        finding.is_drift,
        finding.direction,
        finding.missing,
    )


ANALYSIS = Analysis(
    "agent drift",
    (_TABLE,),
    (
        "seeds.parameter",
        "marts.agent_review_weekly",
        "marts.agent_run",
        "marts.agent_registry",
        "org.workflow",
        "org.annotation",
        "org.annotation_concern",
    ),
    _compute,
)
