"""people.yml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from assets.lib.organisation.declaration import OrgTable, YamlDeclaration
from assets.lib.organisation.model import (
    DeclaredFile,
    DeclaredModel,
    Names,
    Reference,
    refuse_entries,
    refuse_repeated,
)
from assets.lib.organisation.values import Day, Name
from assets.lib.stream import Column, ColumnType


class Person(DeclaredModel):
    """A person as the exports name them, with the role they hold.

    `trained_on` is the day on which they had learnt to manage agents: prompts, judging output,
    escalation.
    """

    person: Name
    role: Name
    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    trained_on: Day | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.from_ and self.until and self.until < self.from_:
            refuse_entries([(("until",), f"it is before from ({self.from_})")])
        return self


class PeopleFile(DeclaredFile):
    """people.yml: who holds which role."""

    people: tuple[Person, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        refuse_repeated(("people",), "person", [p.person.lower() for p in self.people])
        return self

    def declared_names(self) -> Names:
        people = tuple(person.person for person in self.people)
        return Names("person", people, ignores_case=True)  # exports differ in that

    def references(self) -> Iterator[Reference]:
        for number, person in enumerate(self.people):
            yield Reference(("people", number, "role"), person.role, ("role",))


DECLARATION = YamlDeclaration(
    Path(__file__).parent,
    PeopleFile,
    tables=(
        OrgTable[PeopleFile](
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
            lambda file: [(p.person, p.role, p.from_, p.until, p.trained_on) for p in file.people],
        ),
    ),
)
