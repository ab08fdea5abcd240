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
class FileAge:
    """What says which of two files is newer.

    `written_at` is its own `modified_at`, or the later one of a download that is numbered below it.
    """

    sequence: int
    exported_at: datetime | None
    newest_event_at: datetime | None
    modified_at: datetime
    written_at: datetime
    download_name: str
    download_number: int

    @property
    def order(self) -> tuple[datetime, datetime, datetime, int, int]:
        """Return what is greater for the newer file."""
        newest = self.newest_event_at or datetime.min
        known = self.exported_at or newest
        return (known, newest, self.written_at, self.download_number, self.sequence)

    def line(self) -> Row:
        """Return the columns of its line in ops.ingested_file that the models read."""
        return {
            "file_sequence": self.sequence,
            "path": f"file {self.sequence}",
            "status": "loaded",
            "exported_at": self.exported_at,
            "newest_event_at": self.newest_event_at,
            "modified_at": self.modified_at,
            "download_name": self.download_name,
            "download_number": self.download_number,
        }


def stated_file(row: Row) -> FileAge:
    """Return the age of a file that states when it was exported."""
    at, sequence = row["_exported_at"], row["_file_sequence"]
    return FileAge(sequence, at, None, at, at, f"file {sequence}", 0)


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

    def files(self) -> list[Row]:
        """Return the line of every file that gave a row, as ingestion records it."""
        rows = (row for rows in self.streams.values() for row in rows)
        files = {row["_file_sequence"]: row.get("_file") or stated_file(row) for row in rows}
        return [file.line() for file in files.values()]

    def coverage(self) -> list[Row]:
        """Return until when each account of each file is covered, as ingestion records it."""
        rows = (row for rows in self.streams.values() for row in rows)
        found: dict[tuple[int, str, str], datetime | None] = {}
        for row in rows:
            file: FileAge = row.get("_file") or stated_file(row)
            key = row["_file_sequence"], row["_source"], row.get("_account", "default")
            known = [at for at in (file.exported_at, file.newest_event_at) if at]
            found[key] = max(known, default=None)
        return [
            {"file_sequence": n, "source": source, "account": account, "covered_until": until}
            for (n, source, account), until in found.items()
        ]

    @property
    def timezone(self) -> str:
        return self.declared[OrganisationFile].timezone

    @property
    def as_of(self) -> datetime | None:
        """The declared instant to stand at, as UTC without a zone, like every instant in raw."""
        moment = self.declared[OrganisationFile].as_of
        return moment.replace(tzinfo=None) if moment else None
