"""agents.yml."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from assets.organisation.declarations.values import Day, Name, WholeNumber
from assets.organisation.reading import Declaration, refuse_repeated


class AgentVersion(Declaration):
    """A version of an agent, with the model that it runs on, from a day on."""

    version: Name
    model: Name
    from_: Day = Field(alias="from")


class EscalationTrigger(Declaration):
    """When people are called: an expression over the agent's weekly review.

    `when` is written like `error_rate > 0.05 for 2 weeks`; while it goes on firing, people are
    told again every `renotify_weeks`.
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
    def _each_once(self) -> Self:
        refuse_repeated(("agents",), "agent", [a.agent for a in self.agents])
        for place, agent in enumerate(self.agents):
            names = [t.trigger for t in agent.escalation_triggers]
            refuse_repeated(("agents", place, "escalation_triggers"), "trigger", names)
        return self
