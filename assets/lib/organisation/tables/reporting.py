"""What the KPIs are computed by: reporting, targets, aliases."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from assets.lib.organisation import Organisation
from assets.lib.organisation.tables.org_table import org_table
from assets.lib.stream import Column, ColumnType


def resolve_aliases(organisation: Organisation) -> dict[str, str]:
    """Return every former campaign key and the key it has now, chains of renames followed."""
    direct = {
        f"{alias.source}:{alias.from_}": f"{alias.source}:{alias.to}"
        for alias in organisation.aliases.campaigns
    }
    return {key: _follow(key, direct) for key in direct}


def _follow(key: str, direct: dict[str, str]) -> str:
    while key in direct:
        key = direct[key]
    return key


def _reporting(organisation: Organisation) -> tuple[Any, ...]:
    declared = organisation.organisation
    baseline = declared.baseline
    return (
        declared.name,
        declared.timezone,
        declared.weekly_capacity_hours,
        baseline.first_week if baseline else None,
        baseline.weeks if baseline else None,
        declared.transition_start,
        declared.as_of.astimezone(UTC).replace(tzinfo=None) if declared.as_of else None,
        declared.people == "hide",
        declared.minimum_people,
    )


TABLES = (
    org_table(
        "reporting",
        "One row.",
        (),
        (
            Column("organisation_name", ColumnType.TEXT, "The organisation's name", required=True),
            Column("timezone", ColumnType.TEXT, "The zone that weeks follow", required=True),
            Column(
                "weekly_capacity_hours", ColumnType.NUMBER, "Hours of one person", required=True
            ),
            Column("baseline_first_week", ColumnType.DAY, "The Monday of the first baseline week"),
            Column("baseline_weeks", ColumnType.WHOLE, "How many weeks the baseline has"),
            Column("transition_start", ColumnType.DAY, "Day 1 of the plan"),
            Column("as_of", ColumnType.INSTANT, "Where to stand, if not at the newest event"),
            Column("hides_people", ColumnType.FLAG, "True where small groups of people are hidden"),
            Column("minimum_people", ColumnType.WHOLE, "The smallest group that is shown then"),
        ),
        lambda organisation: [_reporting(organisation)],
    ),
    org_table(
        "target",
        "One row per KPI and path.",
        ("kpi_id", "from_day"),
        (
            Column("kpi_id", ColumnType.TEXT, "The KPI", required=True),
            Column("target_value", ColumnType.NUMBER, "The value to be reached", required=True),
            Column("start_value", ColumnType.NUMBER, "Where the path begins"),
            Column("from_day", ColumnType.DAY, "When it begins", required=True),
            Column("until_day", ColumnType.DAY, "When it is to be reached", required=True),
        ),
        lambda organisation: [
            (t.kpi, t.value, t.start_value, t.from_, t.until) for t in organisation.targets.targets
        ],
    ),
    org_table(
        "campaign_alias",
        "One row per key that a campaign had before.",
        ("from_key",),
        (
            Column("from_key", ColumnType.TEXT, "The former key", required=True),
            Column("to_key", ColumnType.TEXT, "The key it has now", required=True),
        ),
        lambda organisation: sorted(resolve_aliases(organisation).items()),
    ),
    org_table(
        "annotation",
        "One row per annotation.",
        ("annotation_number",),
        (
            Column("annotation_number", ColumnType.WHOLE, "Its place in the file", required=True),
            Column("annotated_on", ColumnType.DAY, "When it happened", required=True),
            Column("text", ColumnType.TEXT, "What happened", required=True),
            Column("kind", ColumnType.TEXT, "note, change or incident", required=True),
            Column("rebases", ColumnType.FLAG, "True where limits begin anew", required=True),
        ),
        lambda organisation: [
            (number, a.date, a.text, a.kind, a.rebases)
            for number, a in enumerate(organisation.annotations.annotations, start=1)
        ],
    ),
    org_table(
        "annotation_concern",
        "One row per annotation and thing it concerns; an annotation without one concerns all.",
        ("annotation_number", "concern"),
        (
            Column("annotation_number", ColumnType.WHOLE, "The annotation", required=True),
            Column("concern", ColumnType.TEXT, "A KPI, an agent or a workflow", required=True),
        ),
        lambda organisation: [
            (number, concern)
            for number, a in enumerate(organisation.annotations.annotations, start=1)
            for concern in dict.fromkeys(a.concerns)
        ],
    ),
)
