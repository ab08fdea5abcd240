"""The tables of the transition plan."""

from __future__ import annotations

from assets.analyses.analysis import analysis_table
from assets.lib.stream import Column, Kind

EVIDENCE_SHOWN = 200
"""Rows of evidence that are kept for each milestone; `evidence_rows` counts them all."""

MILESTONE = analysis_table(
    "plan_milestone",
    "One row per milestone of the transition plan.",
    ("milestone",),
    (
        Column("milestone", Kind.TEXT, "The milestone", required=True),
        Column("milestone_order", Kind.WHOLE, "Its place in the plan", required=True),
        Column("phase", Kind.TEXT, "The phase it belongs to", required=True),
        Column("phase_order", Kind.WHOLE, "The phase's place in the plan", required=True),
        Column("phase_name", Kind.TEXT, "The phase's name", required=True),
        Column("name", Kind.TEXT, "What is to be reached", required=True),
        Column("owner_role", Kind.TEXT, "The role that answers for it"),
        Column("due_on", Kind.DAY, "When it is due; null without transition_start"),
        Column(
            "state",
            Kind.TEXT,
            "done, on track, late (not done and past its day) or no evidence (no rows)",
            required=True,
        ),
        Column("done_on", Kind.DAY, "The day on which the last of its evidence came true"),
        Column("was_late", Kind.FLAG, "True where it was done after its day"),
        Column("evidence_rows", Kind.COUNT, "Rows that its evidence query gives", required=True),
        Column("evidence_done", Kind.COUNT, "Rows among them that are done", required=True),
        Column("missing", Kind.TEXT, "What has to be declared or measured for it to be judged"),
        Column("detail", Kind.TEXT, "Why its evidence query gave nothing, where it failed"),
    ),
)

EVIDENCE = analysis_table(
    "plan_evidence",
    f"One row per milestone and row of its evidence, what is open first, {EVIDENCE_SHOWN} at most.",
    ("milestone", "row_number"),
    (
        Column("milestone", Kind.TEXT, "The milestone", required=True),
        Column("row_number", Kind.WHOLE, "The row's place", required=True),
        Column("item", Kind.TEXT, "What has to be so", required=True),
        Column("is_done", Kind.FLAG, "Whether it is, on the reporting day", required=True),
        Column("done_on", Kind.DAY, "Since when, where that is known"),
    ),
)
