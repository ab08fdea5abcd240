"""roles.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from pydantic import model_validator

from assets.lib.organisation.declaration import OrgTable, YamlDeclaration
from assets.lib.organisation.model import DeclaredFile, DeclaredModel, Names, refuse_repeated
from assets.lib.organisation.values import Day, Level, Name
from assets.lib.stream import Column, ColumnType


class Role(DeclaredModel):
    """A role after the remap: what it was, from which focus to which, and how far AI carries it.

    `accepted_on` is the day on which those who hold it agreed to the remap.
    """

    role: Name
    was: Name
    old_focus: Name
    new_focus: Name
    leverage_level: Level
    accepted_on: Day | None = None


class RolesFile(DeclaredFile):
    """roles.yml: the roles and what each of them becomes."""

    roles: tuple[Role, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        refuse_repeated(("roles",), "role", [r.role for r in self.roles])
        return self

    def declared_names(self) -> Names:
        return Names("role", tuple(role.role for role in self.roles))


DECLARATION = YamlDeclaration(
    Path(__file__).parent,
    RolesFile,
    tables=(
        OrgTable[RolesFile](
            "role",
            "One row per role.",
            ("role",),
            (
                Column("role", ColumnType.TEXT, "The role after the remap", required=True),
                Column("was_role", ColumnType.TEXT, "The role before it", required=True),
                Column("old_focus", ColumnType.TEXT, "What it was about", required=True),
                Column("new_focus", ColumnType.TEXT, "What it is about now", required=True),
                Column(
                    "leverage_level",
                    ColumnType.WHOLE,
                    "How far AI carries it: 1 to 5",
                    required=True,
                ),
                Column("accepted_on", ColumnType.DAY, "When its remap was accepted"),
                Column("role_order", ColumnType.WHOLE, "Its place in the file", required=True),
            ),
            lambda file: [
                (r.role, r.was, r.old_focus, r.new_focus, r.leverage_level, r.accepted_on, place)
                for place, r in enumerate(file.roles, start=1)
            ],
        ),
    ),
)
