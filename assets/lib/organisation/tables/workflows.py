"""Functions, workflows, roles and people."""

from __future__ import annotations

from assets.lib.organisation.tables.org_table import org_table
from assets.lib.stream import Column, ColumnType

TABLES = (
    org_table(
        "lead_workflow",
        "One row per connector whose leads are rated in a declared workflow.",
        ("source",),
        (
            Column("source", ColumnType.TEXT, "The connector", required=True),
            Column("workflow", ColumnType.TEXT, "The workflow that rates its leads", required=True),
        ),
        lambda organisation: [
            (name, source.lead_workflow)
            for name, source in organisation.sources.sources.items()
            if source.lead_workflow
        ],
    ),
    org_table(
        "marketing_function",
        "One row per function.",
        ("function_id",),
        (
            Column("function_id", ColumnType.TEXT, "The function", required=True),
            Column("name", ColumnType.TEXT, "Its name", required=True),
        ),
        lambda organisation: [(f.function, f.name) for f in organisation.functions.functions],
    ),
    org_table(
        "workflow",
        "One row per workflow.",
        ("workflow",),
        (
            Column("workflow", ColumnType.TEXT, "The workflow", required=True),
            Column("function_id", ColumnType.TEXT, "The function it belongs to"),
            Column("owner_role", ColumnType.TEXT, "The role that answers for it"),
            Column(
                "human_baseline_minutes",
                ColumnType.NUMBER,
                "Minutes of a person per output, before",
            ),
        ),
        lambda organisation: [
            (w.workflow, w.function, w.owner_role, w.human_baseline_minutes)
            for w in organisation.workflows.workflows
        ],
    ),
    org_table(
        "workflow_level",
        "One row per workflow and day from which a level is declared.",
        ("workflow", "from_day"),
        (
            Column("workflow", ColumnType.TEXT, "The workflow", required=True),
            Column("level", ColumnType.WHOLE, "Its declared level", required=True),
            Column("from_day", ColumnType.DAY, "From when on", required=True),
        ),
        lambda organisation: [
            (w.workflow, declared.level, declared.from_)
            for w in organisation.workflows.workflows
            for declared in w.levels
        ],
    ),
    org_table(
        "workflow_target",
        "One row per workflow and day by which a level is to be reached.",
        ("workflow", "by_day"),
        (
            Column("workflow", ColumnType.TEXT, "The workflow", required=True),
            Column("level", ColumnType.WHOLE, "The level to be reached", required=True),
            Column("by_day", ColumnType.DAY, "By when", required=True),
        ),
        lambda organisation: [
            (w.workflow, target.level, target.by)
            for w in organisation.workflows.workflows
            for target in w.targets
        ],
    ),
    org_table(
        "role",
        "One row per role.",
        ("role",),
        (
            Column("role", ColumnType.TEXT, "The role after the remap", required=True),
            Column("was_role", ColumnType.TEXT, "The role before it", required=True),
            Column("old_focus", ColumnType.TEXT, "What it was about", required=True),
            Column("new_focus", ColumnType.TEXT, "What it is about now", required=True),
            Column(
                "leverage_level", ColumnType.WHOLE, "How far AI carries it, 1 to 5", required=True
            ),
            Column("accepted_on", ColumnType.DAY, "When its remap was accepted"),
            Column("role_order", ColumnType.WHOLE, "Its place in the file", required=True),
        ),
        lambda organisation: [
            (r.role, r.was, r.old_focus, r.new_focus, r.leverage_level, r.accepted_on, place)
            for place, r in enumerate(organisation.roles.roles, start=1)
        ],
    ),
    org_table(
        "person",
        "One row per person.",
        ("person",),
        (
            Column("person", ColumnType.TEXT, "As the exports name them", required=True),
            Column("role", ColumnType.TEXT, "The role they hold", required=True),
            Column("from_day", ColumnType.DAY, "Since when"),
            Column("until_day", ColumnType.DAY, "Until when"),
            Column("trained_on", ColumnType.DAY, "When they had learnt to manage agents"),
        ),
        lambda organisation: [
            (p.person, p.role, p.from_, p.until, p.trained_on) for p in organisation.people.people
        ],
    ),
)
