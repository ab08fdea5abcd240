"""The tables of the transition plan."""

from __future__ import annotations

from assets.analyses.analysis import analysis_table
from assets.lib.stream import Column, ColumnType

EVIDENCE_SHOWN = 200
"""Rows of evidence that are kept for each milestone; `evidence_rows` counts them all."""

MILESTONE = analysis_table(
    "plan_milestone",
    "One row per milestone of the transition plan.",
    ("milestone",),
    (
        Column("milestone", ColumnType.TEXT, "The milestone", required=True),
        Column("milestone_order", ColumnType.WHOLE, "Its place in the plan", required=True),
        Column("phase", ColumnType.TEXT, "The phase it belongs to", required=True),
        Column("phase_order", ColumnType.WHOLE, "The phase's place in the plan", required=True),
        Column("phase_name", ColumnType.TEXT, "The phase's name", required=True),
        Column("name", ColumnType.TEXT, "What is to be reached", required=True),
        Column("owner_role", ColumnType.TEXT, "The role that answers for it"),
        Column("due_on", ColumnType.DAY, "When it is due; null without transition_start"),
        Column(
            "state",
            ColumnType.TEXT,
            "done, on track, late (not done and past its day) or no evidence (no rows)",
            required=True,
        ),
        Column("done_on", ColumnType.DAY, "The day on which the last of its evidence came true"),
        Column("was_late", ColumnType.FLAG, "True where it was done after its day"),
        Column(
            "evidence_rows", ColumnType.COUNT, "Rows that its evidence query gives", required=True
        ),
        Column("evidence_done", ColumnType.COUNT, "Rows among them that are done", required=True),
        Column(
            "missing", ColumnType.TEXT, "What has to be declared or measured for it to be judged"
        ),
        Column("detail", ColumnType.TEXT, "Why its evidence query gave nothing, where it failed"),
    ),
)

EVIDENCE = analysis_table(
    "plan_evidence",
    f"One row per milestone and row of its evidence, what is open first, {EVIDENCE_SHOWN} at most.",
    ("milestone", "row_number"),
    (
        Column("milestone", ColumnType.TEXT, "The milestone", required=True),
        Column("row_number", ColumnType.WHOLE, "The row's place", required=True),
        Column("item", ColumnType.TEXT, "What has to be so", required=True),
        Column("is_done", ColumnType.FLAG, "Whether it is, on the reporting day", required=True),
        Column("done_on", ColumnType.DAY, "Since when, where that is known"),
    ),
)
