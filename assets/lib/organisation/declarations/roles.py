"""roles.yml."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from assets.lib.organisation.declarations.values import Day, Level, Name
from assets.lib.organisation.reading import Declaration, refuse_repeated


class Role(Declaration):
    """A role after the remap: what it was, from which focus to which, and how far AI carries it.

    `accepted_on` is the day on which those who hold it agreed to the remap.
    """

    role: Name
    was: Name
    old_focus: Name
    new_focus: Name
    leverage_level: Level
    accepted_on: Day | None = None


class RolesFile(Declaration):
    """roles.yml: the roles and what each of them becomes."""

    roles: tuple[Role, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        refuse_repeated(("roles",), "role", [r.role for r in self.roles])
        return self
