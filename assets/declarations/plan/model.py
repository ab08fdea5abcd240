"""plan.yml."""

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
    Reference,
    refuse_entries,
)
from assets.lib.organisation.places import Place
from assets.lib.organisation.values import Name, WholeNumber
from assets.lib.stream import Column, ColumnType

EVIDENCE_QUERY = "evidence query"
"""The language of `evidence`."""


class Phase(DeclaredModel):
    """A phase of the transition: days are counted from `transition_start`, which is day 1."""

    phase: Name
    name: Name
    first_day: WholeNumber = Field(ge=1)
    last_day: WholeNumber = Field(ge=1)


class Milestone(DeclaredModel):
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


class PlanFile(DeclaredFile):
    """plan.yml: the transition plan, by default the 90 days of the guide."""

    phases: tuple[Phase, ...] = ()
    milestones: tuple[Milestone, ...] = ()

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        refuse_entries(list(self._contradictions()))
        return self

    def references(self) -> Iterator[Reference]:
        for number, milestone in enumerate(self.milestones):
            yield Reference(("milestones", number, "owner_role"), milestone.owner_role, ("role",))

    def expressions(self) -> Iterator[Expression]:
        for number, milestone in enumerate(self.milestones):
            at = ("milestones", number, "evidence")
            yield Expression(at, milestone.evidence, EVIDENCE_QUERY)

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


DECLARATION = YamlDeclaration(
    Path(__file__).parent,
    PlanFile,
    tables=(
        OrgTable[PlanFile](
            "plan_phase",
            "One row per phase of the plan.",
            ("phase",),
            (
                Column("phase", ColumnType.TEXT, "The phase", required=True),
                Column("phase_order", ColumnType.WHOLE, "Its place in the file", required=True),
                Column("name", ColumnType.TEXT, "Its name", required=True),
                Column("first_day", ColumnType.WHOLE, "Its first day; day 1 is transition_start"),
                Column("last_day", ColumnType.WHOLE, "Its last day"),
            ),
            lambda file: [
                (p.phase, place, p.name, p.first_day, p.last_day)
                for place, p in enumerate(file.phases, start=1)
            ],
        ),
        OrgTable[PlanFile](
            "plan_milestone",
            "One row per milestone of the plan.",
            ("milestone",),
            (
                Column("milestone", ColumnType.TEXT, "The milestone", required=True),
                Column("milestone_order", ColumnType.WHOLE, "Its place in the file", required=True),
                Column("phase", ColumnType.TEXT, "The phase it belongs to", required=True),
                Column("name", ColumnType.TEXT, "What is to be reached", required=True),
                Column("owner_role", ColumnType.TEXT, "The role that answers for it"),
                Column("due_day", ColumnType.WHOLE, "The day it is due, if not its phase's last"),
                Column("evidence", ColumnType.TEXT, "The query that proves it", required=True),
            ),
            lambda file: [
                (m.milestone, place, m.phase, m.name, m.owner_role, m.due_day, m.evidence)
                for place, m in enumerate(file.milestones, start=1)
            ],
        ),
    ),
)
