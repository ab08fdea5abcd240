"""plan.yml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from assets.lib.organisation.declarations.values import Name, WholeNumber
from assets.lib.organisation.places import Place
from assets.lib.organisation.reading import Declaration, refuse_entries


class Phase(Declaration):
    """A phase of the transition: days are counted from `transition_start`, which is day 1."""

    phase: Name
    name: Name
    first_day: WholeNumber = Field(ge=1)
    last_day: WholeNumber = Field(ge=1)


class Milestone(Declaration):
    """Something to be reached in a phase, proven by a query over the published tables.

    `evidence` is a select whose rows are what has to be so: columns `item` (text), `is_done`
    (boolean) and `done_on` (date). `due_day` is by default the last day of the phase.
    """

    milestone: Name
    phase: Name
    name: Name
    owner_role: Name | None = None
    due_day: WholeNumber | None = Field(default=None, ge=1)
    evidence: Name


class PlanFile(Declaration):
    """plan.yml: the transition plan, by default the 90 days of the guide."""

    phases: tuple[Phase, ...] = ()
    milestones: tuple[Milestone, ...] = ()

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        refuse_entries(list(self._contradictions()))
        return self

    def _contradictions(self) -> Iterator[tuple[Place, str]]:
        phases = [phase.phase for phase in self.phases]
        for place, phase in enumerate(self.phases):
            if phase.phase in phases[:place]:
                yield ("phases", place, "phase"), "it is declared already; keep one"
            if phase.last_day < phase.first_day:
                yield ("phases", place, "last_day"), f"it is before first_day ({phase.first_day})"
        names = [milestone.milestone for milestone in self.milestones]
        for place, milestone in enumerate(self.milestones):
            if milestone.milestone in names[:place]:
                yield ("milestones", place, "milestone"), "it is declared already; keep one"
            if milestone.phase not in phases:
                known = ", ".join(phases) or "none"
                yield ("milestones", place, "phase"), f"no such phase; declared are {known}"
