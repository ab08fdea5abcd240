"""targets.yml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from assets.lib.organisation.declaration import OrgTable, YamlDeclaration
from assets.lib.organisation.model import DeclaredFile, DeclaredModel, refuse_entries
from assets.lib.organisation.places import Place
from assets.lib.organisation.values import Day, KpiId, Number
from assets.lib.stream import Column, ColumnType


class Target(DeclaredModel):
    """A value to be reached by a date, on a straight path from the start value."""

    kpi: KpiId
    value: Number = Field(ge=0)
    start_value: Number | None = Field(default=None, ge=0)
    from_: Day = Field(alias="from")
    until: Day

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.until <= self.from_:
            refuse_entries([(("until",), f"it has to be after from ({self.from_})")])
        return self


class TargetsFile(DeclaredFile):
    """targets.yml: where each KPI is to be, and when."""

    targets: tuple[Target, ...] = ()

    @model_validator(mode="after")
    def _one_target_at_a_time(self) -> Self:
        refuse_entries(list(self._overlaps()))
        return self

    def _overlaps(self) -> Iterator[tuple[Place, str]]:
        for place, target in enumerate(self.targets):
            for other in self.targets[:place]:
                same = target.kpi == other.kpi
                if same and target.from_ < other.until and other.from_ < target.until:
                    span = f"from {other.from_} until {other.until}"
                    yield ("targets", place, "from"), f"{target.kpi} has a target {span} already"


DECLARATION = YamlDeclaration(
    Path(__file__).parent,
    TargetsFile,
    tables=(
        OrgTable[TargetsFile](
            "target",
            "One row per KPI and path.",
            ("kpi_id", "from_day"),
            (
                Column("kpi_id", ColumnType.TEXT, "The KPI", required=True),
                Column("target_value", ColumnType.NUMBER, "The value to be reached", required=True),
                Column("start_value", ColumnType.NUMBER, "Where the path begins"),
                Column("from_day", ColumnType.DAY, "When it begins", required=True),
                Column("until_day", ColumnType.DAY, "When it is to be reached", required=True),
            ),
            lambda file: [(t.kpi, t.value, t.start_value, t.from_, t.until) for t in file.targets],
        ),
    ),
)
