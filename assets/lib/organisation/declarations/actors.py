"""actors.yml."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from assets.lib.organisation.reading import Declaration, refuse_entries


class ActorsFile(Declaration):
    """actors.yml: which names in the exports are agents or static rules; all others are people."""

    agents: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _agent_or_rule(self) -> Self:
        agents = {name.lower() for name in self.agents}
        refuse_entries(
            [
                (("rules", place), "it is among the agents already; keep one")
                for place, name in enumerate(self.rules)
                if name.lower() in agents
            ]
        )
        return self
