"""Drift of the agents: measures that left their usual range for good reason to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assets.analyses.analysis import Analysis, Frames, analysis_table
from assets.analyses.drift.examining import examine
from assets.analyses.drift.judging import Finding
from assets.analyses.drift.reading import read_histories, read_rules
from assets.analyses.frame import to_frame
from assets.lib.stream import Column, ColumnType

if TYPE_CHECKING:
    import duckdb

TABLE = analysis_table(
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
        Column("missing", ColumnType.TEXT, "What there is too little of to tell"),
    ),
)


def compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    """Return the findings of every agent, measure and week."""
    findings = examine(read_histories(connection), read_rules(connection))
    return {TABLE.name: to_frame(TABLE, (_row(finding) for finding in findings))}


def _row(finding: Finding) -> tuple[Any, ...]:
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
    "Drift of the agents",
    (TABLE,),
    (
        "seeds.governance_parameter",
        "marts.agent_review_weekly",
        "marts.agent_run",
        "marts.agent_registry",
    ),
    compute,
)
