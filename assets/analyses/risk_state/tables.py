"""The tables of the risks."""

from __future__ import annotations

from assets.analyses.analysis import analysis_table
from assets.lib.stream import Column, ColumnType

_RISK = Column(
    "risk",
    ColumnType.TEXT,
    "brand_voice_drift, strategic_atrophy or agent_dependency",
    required=True,
)
_WEEK = Column("week_start", ColumnType.DAY, "Monday of the week", required=True)

STATE = analysis_table(
    "risk_state",
    "One row per risk and complete week.",
    ("risk", "week_start"),
    (
        _RISK,
        _WEEK,
        Column("state", ColumnType.TEXT, "ok, watch, act or not enough data", required=True),
        Column("reason", ColumnType.TEXT, "The measure that decides it, in words", required=True),
        Column("measure", ColumnType.TEXT, "That measure"),
        Column(
            "evidence", ColumnType.TEXT, "Every measure with its value and limits", required=True
        ),
        Column("next_step", ColumnType.TEXT, "What to do about it; empty where all is well"),
    ),
)

MEASURE = analysis_table(
    "risk_measure",
    "One row per risk, complete week and measure.",
    ("risk", "week_start", "measure"),
    (
        _RISK,
        _WEEK,
        Column("measure", ColumnType.TEXT, "The measure", required=True),
        Column(
            "measure_order", ColumnType.WHOLE, "Its place among the risk's measures", required=True
        ),
        Column("meaning", ColumnType.TEXT, "What it says", required=True),
        Column("unit", ColumnType.TEXT, "What it is counted in", required=True),
        Column("value", ColumnType.NUMBER, "Its value"),
        Column("direction", ColumnType.TEXT, "above or below: where the risk lies", required=True),
        Column("watch_limit", ColumnType.NUMBER, "From here on it is watched"),
        Column("act_limit", ColumnType.NUMBER, "From here on it is acted on"),
        Column("state", ColumnType.TEXT, "ok, watch, act or not enough data", required=True),
        Column("missing", ColumnType.TEXT, "What the data lacks for a value"),
    ),
)
