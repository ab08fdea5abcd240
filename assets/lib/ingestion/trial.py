"""Reads an export without loading it: what would land, what would not, and by which settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from assets.declarations.organisation.model import OrganisationFile
from assets.declarations.sources.model import SourcesFile
from assets.lib.ingestion.connector import (
    DEFAULT_ACCOUNT,
    Account,
    Connector,
    Export,
    SeenTable,
    UnreadableExport,
)
from assets.lib.ingestion.inputs import declared_account
from assets.lib.ingestion.locale import Locale
from assets.lib.ingestion.parse import parse_export
from assets.lib.ingestion.recognition import Verdict, look_at, recognise
from assets.lib.ingestion.tables.lacking import list_lacking
from assets.lib.ingestion.tables.mapping import known_connectors
from assets.lib.ingestion.tally import Tally
from assets.lib.ingestion.validate import Privacy
from assets.lib.organisation import Organisation
from assets.lib.settings import Settings

_TRIAL_KEY = b"a trial loads nothing, so that no hash of it is kept"


@dataclass(frozen=True)
class Tried:
    """A file, its account, and the connector to read it with: None for the one it is known by."""

    path: Path
    connector: str | None = None
    account: str = DEFAULT_ACCOUNT


@dataclass(frozen=True)
class Setting:
    """What is taken for granted in a file: its value, where that comes from, what changes it."""

    name: str
    value: str
    origin: str
    changed_by: str


@dataclass(frozen=True)
class TrialRows:
    """What one stream would get: how many rows, the first of them, and what is quarantined.

    `errors` has the columns row, column, rule and value.
    """

    stream: str
    loaded: int
    first: pl.DataFrame
    errors: pl.DataFrame


@dataclass(frozen=True)
class Trial:
    """The result of reading a file without loading it."""

    connector: str
    verdict: Verdict
    settings: tuple[Setting, ...]
    streams: tuple[TrialRows, ...]
    skipped: dict[str, int]
    unmapped: tuple[str, ...]
    lacking: tuple[str, ...]
    notes: tuple[str, ...]
    records: int
    seen: SeenTable | None


def try_export(settings: Settings, organisation: Organisation, tried: Tried, rows: int) -> Trial:
    """Read a file as ingestion would, and return what it gives, with some rows of each stream.

    Raises UnreadableExport where no connector recognises the file, or where it can't be read.
    """
    connectors = known_connectors(organisation)
    glimpse = look_at(tried.path)
    verdict = recognise(glimpse, connectors)
    if tried.connector is None and verdict.chosen is None:
        raise UnreadableExport(verdict.advice())
    name = tried.connector or (verdict.chosen.connector if verdict.chosen else "")
    declared = declared_account(organisation, name, tried.account)
    people = organisation[OrganisationFile].people
    privacy = Privacy(_TRIAL_KEY, people != "show")
    export = Export(tried.path, declared, settings.scratch)
    read = _read(connectors[name], export, privacy)
    return Trial(
        connector=name,
        verdict=verdict,
        settings=_settings_of(organisation, name, declared, read.locale),
        streams=tuple(
            TrialRows(stream, good.height, _without_origin(good.head(rows)), read.errors_of(stream))
            for stream, good in read.good.items()
        ),
        skipped=dict(sorted(read.tally.skipped.items())),
        unmapped=read.unmapped,
        lacking=list_lacking(connectors[name], glimpse),
        notes=tuple(sorted(read.tally.all_notes)),
        records=read.tally.read,
        seen=read.seen,
    )


@dataclass(frozen=True)
class _Read:
    tally: Tally
    good: dict[str, pl.DataFrame]
    errors: dict[str, list[pl.DataFrame]]
    unmapped: tuple[str, ...]
    locale: Locale
    seen: SeenTable | None

    def errors_of(self, stream: str) -> pl.DataFrame:
        found = self.errors.get(stream, [])
        schema = {"_row": pl.Int64, "column": pl.String, "rule": pl.String, "value": pl.String}
        return pl.concat(found) if found else pl.DataFrame(schema=schema)


def _read(connector: Connector, export: Export, privacy: Privacy) -> _Read:
    tally, errors = Tally(), dict[str, list[pl.DataFrame]]()
    parts: dict[str, list[pl.DataFrame]] = {stream: [] for stream in connector.streams}
    unmapped: dict[str, None] = {}
    seen: SeenTable | None = None
    locale = Locale.of(export.account)
    for parsed in parse_export(connector, export, privacy):
        tally.add(parsed.batch, parsed.validated)
        locale = locale.proven_by(parsed.batch.rows)
        unmapped |= dict.fromkeys(parsed.batch.unmapped)
        seen = seen or parsed.batch.seen
        for result in parsed.validated:
            parts[result.stream].append(result.good)
        for rejected in parsed.rejected:
            errors.setdefault(rejected.stream, []).append(rejected.errors)
    good = {stream: pl.concat(found) for stream, found in parts.items() if found}
    good |= {stream: pl.DataFrame() for stream in errors if stream not in good}
    return _Read(tally, good, errors, tuple(unmapped), locale, seen)


def _without_origin(frame: pl.DataFrame) -> pl.DataFrame:
    """Leave out what ingestion adds, and the columns in which no row has a value."""
    shown = [c.name for c in frame if not c.name.startswith("_") and c.null_count() < c.len()]
    return frame.select(shown)


def _settings_of(
    organisation: Organisation, connector: str, account: Account, read: Locale
) -> tuple[Setting, ...]:
    source = organisation[SourcesFile].sources.get(connector)
    own = source.accounts.get(account.name) if source else None
    where = f"{connector} in sources.yml"

    def origin(field: str, otherwise: str) -> str:
        if own and getattr(own, field) is not None:
            return f"declared for the account {account.name}"
        return "declared for the source" if source and getattr(source, field) else otherwise

    found = "the file"
    known = {
        "timezone": (account.timezone, "organisation.yml"),
        "currency": (account.currency or "as the file says", found),
        "date_order": (read.date_order or "not proven", found),
        "decimal_sign": (read.decimal_sign or "not proven", found),
    }
    return tuple(
        Setting(name, value, origin(name, otherwise), f"{name}: of {where}")
        for name, (value, otherwise) in known.items()
    )
