"""workflows.yml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from assets.lib.organisation.declarations.values import Day, Level, Name, Number
from assets.lib.organisation.places import Place
from assets.lib.organisation.reading import Declaration, refuse_entries


class DeclaredLevel(Declaration):
    """A level of the Collaboration Spectrum, from a day on."""

    level: Level
    from_: Day = Field(alias="from")


class TargetLevel(Declaration):
    """A level of the Collaboration Spectrum, to be reached by a day."""

    level: Level
    by: Day


class Workflow(Declaration):
    """A workflow: where it belongs, who answers for it, and its place on the spectrum.

    `human_baseline_minutes` is what one output took a person before agents did it.
    """

    workflow: Name
    function: Name | None = None
    owner_role: Name | None = None
    human_baseline_minutes: Number | None = Field(default=None, gt=0)
    levels: tuple[DeclaredLevel, ...] = ()
    targets: tuple[TargetLevel, ...] = ()


class WorkflowsFile(Declaration):
    """workflows.yml: every workflow, with the history of its declared and target levels."""

    workflows: tuple[Workflow, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        refuse_entries(list(self._repetitions()))
        return self

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
