"""people.yml."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from assets.lib.organisation.declarations.values import Day, Name
from assets.lib.organisation.reading import Declaration, refuse_entries, refuse_repeated


class Person(Declaration):
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


class PeopleFile(Declaration):
    """people.yml: who holds which role."""

    people: tuple[Person, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        refuse_repeated(("people",), "person", [p.person.lower() for p in self.people])
        return self
