"""The agent registry, playbooks, and the brand voice reference."""

from __future__ import annotations

from collections.abc import Iterator

from assets.lib.organisation import Organisation
from assets.lib.organisation.tables.org_table import org_table
from assets.lib.stream import Column, ColumnType


def _operators(organisation: Organisation) -> Iterator[tuple[str, str, str]]:
    for agent in organisation.agents.agents:
        named = dict.fromkeys(agent.operators, "operator")
        if agent.backup:
            named[agent.backup] = "backup"
        if agent.owner:
            named[agent.owner] = "owner"
        for person, part in named.items():
            yield agent.agent, person, part


TABLES = (
    org_table(
        "agent",
        "One row per agent.",
        ("agent",),
        (
            Column("agent", ColumnType.TEXT, "As the exports name it", required=True),
            Column("workflow", ColumnType.TEXT, "The workflow it runs", required=True),
            Column("vendor", ColumnType.TEXT, "Who provides its model", required=True),
            Column("owner", ColumnType.TEXT, "Who answers for it"),
            Column("backup", ColumnType.TEXT, "Who does if the owner can't"),
            Column("playbook", ColumnType.TEXT, "Its file in data/org/playbooks"),
        ),
        lambda organisation: [
            (a.agent, a.workflow, a.vendor, a.owner, a.backup, a.playbook)
            for a in organisation.agents.agents
        ],
    ),
    org_table(
        "agent_version",
        "One row per agent and day from which a version runs.",
        ("agent", "from_day"),
        (
            Column("agent", ColumnType.TEXT, "The agent", required=True),
            Column("version", ColumnType.TEXT, "The version", required=True),
            Column("model", ColumnType.TEXT, "The model that it runs on", required=True),
            Column("from_day", ColumnType.DAY, "From when on", required=True),
        ),
        lambda organisation: [
            (a.agent, v.version, v.model, v.from_)
            for a in organisation.agents.agents
            for v in a.versions
        ],
    ),
    org_table(
        "agent_operator",
        "One row per agent and person who can run its workflow.",
        ("agent", "person"),
        (
            Column("agent", ColumnType.TEXT, "The agent", required=True),
            Column("person", ColumnType.TEXT, "The person", required=True),
            Column("part", ColumnType.TEXT, "owner, backup or operator", required=True),
        ),
        _operators,
    ),
    org_table(
        "escalation_trigger",
        "One row per agent and trigger.",
        ("agent", "trigger_name"),
        (
            Column("agent", ColumnType.TEXT, "The agent", required=True),
            Column("trigger_name", ColumnType.TEXT, "The trigger", required=True),
            Column("expression", ColumnType.TEXT, "When people are called", required=True),
            Column("renotify_weeks", ColumnType.WHOLE, "When they are told again", required=True),
        ),
        lambda organisation: [
            (a.agent, t.trigger, t.when, t.renotify_weeks)
            for a in organisation.agents.agents
            for t in a.escalation_triggers
        ],
    ),
    org_table(
        "playbook",
        "One row per playbook.",
        ("playbook",),
        (
            Column("playbook", ColumnType.TEXT, "Its file in data/org/playbooks", required=True),
            Column("title", ColumnType.TEXT, "Its title", required=True),
            Column("owner", ColumnType.TEXT, "Who keeps it", required=True),
            Column("last_reviewed_on", ColumnType.DAY, "When it was last reviewed", required=True),
            Column("words", ColumnType.WHOLE, "Words of its text", required=True),
        ),
        lambda organisation: [
            (
                p.file,
                p.front_matter.title,
                p.front_matter.owner,
                p.front_matter.last_reviewed,
                p.words,
            )
            for p in organisation.playbooks
        ],
    ),
    org_table(
        "playbook_workflow",
        "One row per playbook and workflow that it describes.",
        ("playbook", "workflow"),
        (
            Column("playbook", ColumnType.TEXT, "The playbook", required=True),
            Column("workflow", ColumnType.TEXT, "The workflow", required=True),
        ),
        lambda organisation: [
            (p.file, workflow)
            for p in organisation.playbooks
            for workflow in dict.fromkeys(p.front_matter.workflows)
        ],
    ),
    org_table(
        "brand_voice_example",
        "One row per example text of the brand voice reference.",
        ("example",),
        (
            Column("reference_version", ColumnType.WHOLE, "The reference's version", required=True),
            Column("example", ColumnType.TEXT, "Its file", required=True),
            Column("text", ColumnType.TEXT, "The text", required=True),
        ),
        lambda organisation: [
            (organisation.brand_voice.reference.version, e.file, e.text)
            for e in (organisation.brand_voice.examples if organisation.brand_voice else ())
            if organisation.brand_voice
        ],
    ),
    org_table(
        "forbidden_pattern",
        "One row per pattern that the brand never says.",
        ("pattern",),
        (
            Column("pattern", ColumnType.TEXT, "The regular expression", required=True),
            Column("reason", ColumnType.TEXT, "Why", required=True),
        ),
        lambda organisation: [
            (p.pattern, p.reason)
            for p in (
                organisation.brand_voice.reference.forbidden_patterns
                if organisation.brand_voice
                else ()
            )
        ],
    ),
)
