"""The transition plan, and the sign-offs of weekly agent reviews."""

from __future__ import annotations

from assets.lib.organisation.tables.org_table import org_table
from assets.lib.stream import Column, ColumnType

TABLES = (
    org_table(
        "plan_phase",
        "One row per phase of the plan.",
        ("phase",),
        (
            Column("phase", ColumnType.TEXT, "The phase", required=True),
            Column("phase_order", ColumnType.WHOLE, "Its place in the file", required=True),
            Column("name", ColumnType.TEXT, "Its name", required=True),
            Column("first_day", ColumnType.WHOLE, "Its first day; day 1 is transition_start"),
            Column("last_day", ColumnType.WHOLE, "Its last day"),
        ),
        lambda organisation: [
            (p.phase, place, p.name, p.first_day, p.last_day)
            for place, p in enumerate(organisation.plan.phases, start=1)
        ],
    ),
    org_table(
        "plan_milestone",
        "One row per milestone of the plan.",
        ("milestone",),
        (
            Column("milestone", ColumnType.TEXT, "The milestone", required=True),
            Column("milestone_order", ColumnType.WHOLE, "Its place in the file", required=True),
            Column("phase", ColumnType.TEXT, "The phase it belongs to", required=True),
            Column("name", ColumnType.TEXT, "What is to be reached", required=True),
            Column("owner_role", ColumnType.TEXT, "The role that answers for it"),
            Column("due_day", ColumnType.WHOLE, "The day it is due, if not its phase's last"),
            Column("evidence", ColumnType.TEXT, "The query that proves it", required=True),
        ),
        lambda organisation: [
            (m.milestone, place, m.phase, m.name, m.owner_role, m.due_day, m.evidence)
            for place, m in enumerate(organisation.plan.milestones, start=1)
        ],
    ),
    org_table(
        "sign_off",
        "One row per sign-off of an agent's weekly review.",
        ("agent", "week_start", "signed_at"),
        (
            Column("agent", ColumnType.TEXT, "The agent", required=True),
            Column("week_start", ColumnType.DAY, "The week that was reviewed", required=True),
            Column("signed_by", ColumnType.TEXT, "Who signed", required=True),
            Column("signed_at", ColumnType.INSTANT, "When", required=True),
            Column("snapshot", ColumnType.TEXT, "The snapshot that was looked at", required=True),
            Column("note", ColumnType.TEXT, "What they noted"),
        ),
        lambda organisation: [
            (
                s.agent,
                s.week_start,
                s.signed_by,
                s.signed_at.replace(tzinfo=None),
                s.snapshot,
                s.note,
            )
            for s in organisation.sign_offs
        ],
    ),
)
