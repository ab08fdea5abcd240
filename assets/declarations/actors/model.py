"""actors.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import model_validator

from assets.lib.organisation.declaration import YamlDeclaration
from assets.lib.organisation.model import DeclaredFile, refuse_entries


class ActorsFile(DeclaredFile):
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


DECLARATION = YamlDeclaration(
    Path(__file__).parent,
    ActorsFile,
)
