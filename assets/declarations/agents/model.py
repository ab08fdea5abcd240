"""agents.yml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from assets.lib.organisation.declaration import OrgTable, YamlDeclaration
from assets.lib.organisation.model import (
    DeclaredFile,
    DeclaredModel,
    Expression,
    Names,
    Reference,
    refuse_entries,
    refuse_repeated,
)
from assets.lib.organisation.places import Place
from assets.lib.organisation.values import Day, Name, WholeNumber
from assets.lib.stream import Column, ColumnType

ESCALATION_TRIGGER = "escalation trigger"
"""The language of `when`."""


class AgentVersion(DeclaredModel):
    """A version of an agent, with the model that it runs on, from a day on."""

    version: Name
    model: Name
    from_: Day = Field(alias="from")


class EscalationTrigger(DeclaredModel):
    """When people are called: an expression over the published tables.

    `when` is written like `error_rate > 0.05 for 2 weeks`, of the agent's weekly review, or like
    `strategic_decision_density_weekly.density < 0.2`; while it goes on firing, they are
    alerted again every `renotify_weeks`.
    """

    trigger: Name
    when: Name
    renotify_weeks: WholeNumber = Field(default=4, ge=1)


class Agent(DeclaredModel):
    """An agent as the exports name it: its workflow, its versions, and the people behind it.

    `operators` can run the workflow if the agent stops, beside owner and backup; `playbook` is a
    file of data/org/playbooks.
    """

    agent: Name
    workflow: Name
    vendor: Name
    versions: tuple[AgentVersion, ...] = ()
    owner: Name | None = None
    backup: Name | None = None
    operators: tuple[Name, ...] = ()
    playbook: Name | None = None
    escalation_triggers: tuple[EscalationTrigger, ...] = ()


class AgentsFile(DeclaredFile):
    """agents.yml: the agent registry."""

    agents: tuple[Agent, ...] = ()

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        refuse_repeated(("agents",), "agent", [a.agent for a in self.agents])
        refuse_entries(
            [
                found
                for place, agent in enumerate(self.agents)
                for found in _contradictions(("agents", place), agent)
            ]
        )
        return self

    def declared_names(self) -> Names:
        return Names("agent", tuple(agent.agent for agent in self.agents))

    def references(self) -> Iterator[Reference]:
        for number, agent in enumerate(self.agents):
            at: Place = ("agents", number)
            yield Reference((*at, "workflow"), agent.workflow, ("workflow",))
            yield Reference((*at, "owner"), agent.owner, ("person",))
            yield Reference((*at, "backup"), agent.backup, ("person",))
            for place, operator in enumerate(agent.operators):
                yield Reference((*at, "operators", place), operator, ("person",))
            yield Reference((*at, "playbook"), agent.playbook, ("playbook",))

    def expressions(self) -> Iterator[Expression]:
        for number, agent in enumerate(self.agents):
            for place, trigger in enumerate(agent.escalation_triggers):
                at = ("agents", number, "escalation_triggers", place, "when")
                yield Expression(at, trigger.when, ESCALATION_TRIGGER)


def _contradictions(at: Place, agent: Agent) -> Iterator[tuple[Place, str]]:
    if agent.owner and agent.backup and agent.owner.lower() == agent.backup.lower():
        yield (*at, "backup"), "it is the owner; name somebody else, or nobody"
    days = [version.from_ for version in agent.versions]
    for number, day in enumerate(days):
        if day in days[:number]:
            yield (*at, "versions", number, "from"), "there is a version from that day already"
    names = [trigger.trigger for trigger in agent.escalation_triggers]
    for number, name in enumerate(names):
        if name in names[:number]:
            place = (*at, "escalation_triggers", number, "trigger")
            yield place, "it is declared already; keep one"


def _operators(file: AgentsFile) -> Iterator[tuple[str, str, str]]:
    for agent in file.agents:
        named = dict.fromkeys(agent.operators, "operator")
        if agent.backup:
            named[agent.backup] = "backup"
        if agent.owner:
            named[agent.owner] = "owner"
        for person, part in named.items():
            yield agent.agent, person, part


DECLARATION = YamlDeclaration(
    Path(__file__).parent,
    AgentsFile,
    tables=(
        OrgTable[AgentsFile](
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
            lambda file: [
                (a.agent, a.workflow, a.vendor, a.owner, a.backup, a.playbook) for a in file.agents
            ],
        ),
        OrgTable[AgentsFile](
            "agent_version",
            "One row per agent and day from which a version runs.",
            ("agent", "from_day"),
            (
                Column("agent", ColumnType.TEXT, "The agent", required=True),
                Column("version", ColumnType.TEXT, "The version", required=True),
                Column("model", ColumnType.TEXT, "The model that it runs on", required=True),
                Column("from_day", ColumnType.DAY, "From when on", required=True),
            ),
            lambda file: [
                (a.agent, v.version, v.model, v.from_) for a in file.agents for v in a.versions
            ],
        ),
        OrgTable[AgentsFile](
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
        OrgTable[AgentsFile](
            "escalation_trigger",
            "One row per agent and trigger.",
            ("agent", "trigger_name"),
            (
                Column("agent", ColumnType.TEXT, "The agent", required=True),
                Column("trigger_name", ColumnType.TEXT, "The trigger", required=True),
                Column("expression", ColumnType.TEXT, "When people are called", required=True),
                Column(
                    "renotify_weeks", ColumnType.WHOLE, "Weeks until the next alert", required=True
                ),
            ),
            lambda file: [
                (a.agent, t.trigger, t.when, t.renotify_weeks)
                for a in file.agents
                for t in a.escalation_triggers
            ],
        ),
    ),
)
