"""workflows.yml."""

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
    Note,
    Reference,
    refuse_entries,
)
from assets.lib.organisation.places import Place
from assets.lib.organisation.values import Day, Level, Name, Number
from assets.lib.stream import Column, ColumnType


class DeclaredLevel(DeclaredModel):
    """A level of the Collaboration Spectrum, from a day on."""

    level: Level
    from_: Day = Field(alias="from")


class TargetLevel(DeclaredModel):
    """A level of the Collaboration Spectrum, to be reached by a day."""

    level: Level
    by: Day


class Workflow(DeclaredModel):
    """A workflow: where it belongs, who answers for it, and its place on the spectrum.

    `human_baseline_minutes` is what one output took a person before agents did it.
    """

    workflow: Name
    function: Name | None = None
    owner_role: Name | None = None
    human_baseline_minutes: Number | None = Field(default=None, gt=0)
    levels: tuple[DeclaredLevel, ...] = ()
    targets: tuple[TargetLevel, ...] = ()


class WorkflowsFile(DeclaredFile):
    """workflows.yml: every workflow, with the history of its declared and target levels."""

    workflows: tuple[Workflow, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        refuse_entries(list(self._repetitions()))
        return self

    def declared_names(self) -> Names:
        return Names("workflow", tuple(workflow.workflow for workflow in self.workflows))

    def references(self) -> Iterator[Reference]:
        for number, workflow in enumerate(self.workflows):
            at: Place = ("workflows", number)
            yield Reference((*at, "function"), workflow.function, ("function",))
            yield Reference((*at, "owner_role"), workflow.owner_role, ("role",))

    def notes(self) -> Iterator[Note]:
        """Yield each target below the level that is declared for its day.

        A workflow may be meant to go down, as when its output got out of limits.
        """
        for number, workflow in enumerate(self.workflows):
            for place, target in enumerate(workflow.targets):
                level = _declared_level(workflow, target.by)
                if level is not None and target.level < level:
                    at = ("workflows", number, "targets", place, "level")
                    yield Note(at, f"{target.level} is below level {level}, declared for then")

    def _repetitions(self) -> Iterator[tuple[Place, str]]:
        names = [declared.workflow for declared in self.workflows]
        for place, declared in enumerate(self.workflows):
            at: Place = ("workflows", place)
            if declared.workflow in names[:place]:
                yield (*at, "workflow"), "it is declared already; keep one"
            yield from _repeated_days(at, "levels", "from", [x.from_ for x in declared.levels])
            yield from _repeated_days(at, "targets", "by", [x.by for x in declared.targets])


def _repeated_days(
    at: Place, key: str, day_key: str, days: list[Day]
) -> Iterator[tuple[Place, str]]:
    for place, day in enumerate(days):
        if day in days[:place]:
            yield (*at, key, place, day_key), "there is a level for that day already"


def _declared_level(workflow: Workflow, day: Day) -> int | None:
    until_then = [declared for declared in workflow.levels if declared.from_ <= day]
    return max(until_then, key=lambda declared: declared.from_).level if until_then else None


DECLARATION = YamlDeclaration(
    Path(__file__).parent,
    WorkflowsFile,
    tables=(
        OrgTable[WorkflowsFile](
            "workflow",
            "One row per workflow.",
            ("workflow",),
            (
                Column("workflow", ColumnType.TEXT, "The workflow", required=True),
                Column("function_id", ColumnType.TEXT, "The function it belongs to"),
                Column("owner_role", ColumnType.TEXT, "The role that answers for it"),
                Column(
                    "human_baseline_minutes",
                    ColumnType.NUMBER,
                    "A person's minutes per output, before",
                ),
            ),
            lambda file: [
                (w.workflow, w.function, w.owner_role, w.human_baseline_minutes)
                for w in file.workflows
            ],
        ),
        OrgTable[WorkflowsFile](
            "workflow_level",
            "One row per workflow and day from which a level is declared.",
            ("workflow", "from_day"),
            (
                Column("workflow", ColumnType.TEXT, "The workflow", required=True),
                Column("level", ColumnType.WHOLE, "Its declared level", required=True),
                Column("from_day", ColumnType.DAY, "From when on", required=True),
            ),
            lambda file: [
                (w.workflow, declared.level, declared.from_)
                for w in file.workflows
                for declared in w.levels
            ],
        ),
        OrgTable[WorkflowsFile](
            "workflow_target",
            "One row per workflow and day by which a level is to be reached.",
            ("workflow", "by_day"),
            (
                Column("workflow", ColumnType.TEXT, "The workflow", required=True),
                Column("level", ColumnType.WHOLE, "The level to be reached", required=True),
                Column("by_day", ColumnType.DAY, "By when", required=True),
            ),
            lambda file: [
                (w.workflow, target.level, target.by)
                for w in file.workflows
                for target in w.targets
            ],
        ),
    ),
)
