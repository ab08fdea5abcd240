"""A small organisation: what it declares, and the rows that ingestion accepted from its tools."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from assets.declarations.organisation.model import OrganisationFile
from assets.lib.organisation import Organisation

Row = dict[str, Any]


@dataclass(frozen=True)
class WorkKindRule:
    """One line of the seed `work_kind_rule`; None matches anything."""

    rule_order: int
    kind: str
    source: str | None = None
    project: str | None = None
    workflow: str | None = None
    item_kind: str | None = None
    label: str | None = None


@dataclass(frozen=True)
class RandomOrganisation:
    """Everything that the models can see: declarations, rules, and raw rows by stream."""

    declared: Organisation
    streams: dict[str, list[Row]] = field(default_factory=dict)
    rules: tuple[WorkKindRule, ...] = ()

    def _repr_pretty_(self, printer: Any, _cycle: bool) -> None:
        """Keep hypothesis from printing hundreds of rows: assert_holds prints few."""
        printer.text(f"RandomOrganisation(timezone={self.timezone!r}, as_of={self.as_of!r}, ...)")

    def rows(self, stream: str) -> list[Row]:
        """Return the raw rows of a stream, every delivered version of every record."""
        return self.streams.get(stream, [])

    @property
    def timezone(self) -> str:
        return self.declared[OrganisationFile].timezone

    @property
    def as_of(self) -> datetime | None:
        """The declared instant to stand at, as UTC without a zone, like every instant in raw."""
        moment = self.declared[OrganisationFile].as_of
        return moment.replace(tzinfo=None) if moment else None
