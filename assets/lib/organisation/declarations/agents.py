"""agents.yml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from assets.lib.organisation.declarations.values import Day, Name, WholeNumber
from assets.lib.organisation.places import Place
from assets.lib.organisation.reading import Declaration, refuse_entries, refuse_repeated


class AgentVersion(Declaration):
    """A version of an agent, with the model that it runs on, from a day on."""

    version: Name
    model: Name
    from_: Day = Field(alias="from")


class EscalationTrigger(Declaration):
    """When people are called: an expression over the published tables.

    `when` is written like `error_rate > 0.05 for 2 weeks`, of the agent's weekly review, or like
    `strategic_decision_density_weekly.density < 0.2`; while it goes on firing, people are told
    again every `renotify_weeks`.
    """

    trigger: Name
    when: Name
    renotify_weeks: WholeNumber = Field(default=4, ge=1)


class Agent(Declaration):
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


class AgentsFile(Declaration):
    """agents.yml: the agent registry."""

    agents: tuple[Agent, ...] = ()

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        refuse_repeated(("agents",), "agent", [a.agent for a in self.agents])
        refuse_entries([c for place in range(len(self.agents)) for c in self._of(place)])
        return self

    def _of(self, place: int) -> Iterator[tuple[Place, str]]:
        agent, at = self.agents[place], ("agents", place)
        if agent.owner and agent.backup and agent.owner.lower() == agent.backup.lower():
            yield (*at, "backup"), "it is the owner; name somebody else, or nobody"
        days = [version.from_ for version in agent.versions]
        for number, day in enumerate(days):
            if day in days[:number]:
                yield (*at, "versions", number, "from"), "there is a version from that day already"
        names = [trigger.trigger for trigger in agent.escalation_triggers]
        for number, name in enumerate(names):
            if name in names[:number]:
                inside: Place = (*at, "escalation_triggers", number, "trigger")
                yield inside, "it is declared already; keep one"
