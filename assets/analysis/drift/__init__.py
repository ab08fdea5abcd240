"""Drift of the agents: measures that left their usual range for good reason to look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assets.analysis.analysis import Analysis, Frames, analysis_table
from assets.streams.contract import Column, Kind

if TYPE_CHECKING:
    import duckdb

TABLE = analysis_table(
    "agent_drift_weekly",
    "One row per agent, complete week and measure.",
    ("week_start", "agent", "measure"),
    (
        Column("week_start", Kind.DAY, "Monday of the week", required=True),
        Column("agent", Kind.TEXT, "The agent", required=True),
        Column("measure", Kind.TEXT, "A measure of the weekly review", required=True),
        Column("value", Kind.NUMBER, "Its value in the week; each run counts once"),
        Column("observations", Kind.COUNT, "Runs that the value is made of", required=True),
        Column("reference_value", Kind.NUMBER, "Its value over the reference weeks, pooled"),
        Column("reference_observations", Kind.COUNT, "Runs of the reference", required=True),
        Column("reference_weeks", Kind.COUNT, "Weeks of the reference", required=True),
        Column("reference_from_week", Kind.DAY, "Its first week"),
        Column("reference_until_week", Kind.DAY, "Its last week"),
        Column("centre", Kind.NUMBER, "Mean of the reference weeks"),
        Column("lower_limit", Kind.NUMBER, "Lower process limit"),
        Column("upper_limit", Kind.NUMBER, "Upper process limit"),
        Column("p_value", Kind.NUMBER, "Probability of such a difference if nothing changed"),
        Column("q_value", Kind.NUMBER, "The same under control of the week's false discoveries"),
        Column("is_drift", Kind.FLAG, "Outside the limits, and no false discovery", required=True),
        Column("direction", Kind.TEXT, "better, worse, or none without drift", required=True),
        Column("missing", Kind.TEXT, "What there is too little of to tell"),
    ),
)


def compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    """Return the findings of every agent, measure and week."""
    import polars as pl

    from assets.analysis.drift.examining import examine
    from assets.analysis.drift.reading import read_histories, read_rules

    rows = [
        {
            "week_start": f.week_start,
            "agent": f.agent,
            "measure": f.measure.name,
            "value": f.value,
            "observations": f.observations,
            "reference_value": f.reference_value,
            "reference_observations": f.reference_observations,
            "reference_weeks": len(f.reference),
            "reference_from_week": f.reference[0] if f.reference else None,
            "reference_until_week": f.reference[-1] if f.reference else None,
            "centre": f.limits.centre if f.limits else None,
            "lower_limit": f.limits.lower if f.limits else None,
            "upper_limit": f.limits.upper if f.limits else None,
            "p_value": f.p_value,
            "q_value": f.q_value,
            "is_drift": f.is_drift,
            "direction": f.direction,
            "missing": f.missing,
        }
        for f in examine(read_histories(connection), read_rules(connection))
    ]
    schema = {column.name: column.polars_type for column in TABLE.columns}
    return {TABLE.name: pl.DataFrame(rows, schema=schema, orient="row")}


ANALYSIS = Analysis(
    "Drift of the agents",
    (TABLE,),
    ("marts.agent_review_weekly", "marts.agent_run", "marts.agent_registry"),
    compute,
)
