"""The type of a connector: what is special about one tool's export, and nothing else."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import polars as pl

    from assets.lib.ingestion.recognition import Glimpse, Recognition


WORKBOOK = ".xlsx"
"""The suffix of workbooks, whose only sheet a connector reads as delimited text."""
DEFAULT_ACCOUNT = "default"
"""The account of exports that lie in a connector's own folder in landing."""


class UnreadableExport(Exception):
    """The file can't be read at all; the message says why and what to do."""


@dataclass(frozen=True)
class Account:
    """What the organisation declared about the account that an export comes from.

    `timezone` holds for times that state none, `country` (ISO 3166) for phone numbers that don't
    name theirs, `date_order` for days such as 03/02/2026, `decimal_sign` for numbers such
    as 1,234; where the last two are None the file has to prove them. `columns` maps a stream's
    column to the header that this organisation gave it, and `values` what the tool calls something
    in a column to what this organisation calls it.
    """

    name: str = DEFAULT_ACCOUNT
    timezone: str = "UTC"
    currency: str | None = None
    country: str | None = None
    date_order: Literal["dmy", "mdy"] | None = None
    decimal_sign: Literal[".", ","] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    agents: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Export:
    """One landed file, the account that it comes from, and where copies of it may be kept."""

    path: Path
    account: Account = Account()
    scratch: Path | None = None


@dataclass(frozen=True)
class SkippedRecord:
    """A record that is the tool's own and no data: a preamble, a total, a page that is no post."""

    row: int
    reason: str


@dataclass(frozen=True)
class ValidationError:
    """A value that breaks a rule, in the record numbered `row`.

    Where `stream` is None it is the one of the batch's rows, or the connector's only one.
    """

    row: int
    column: str
    rule: str
    value: str | None
    stream: str | None = None


@dataclass(frozen=True)
class StreamRows:
    """Rows of one stream: the stream's columns and `_row`, the number of the record.

    A column that the export doesn't have is left out of the frame: nulls say that it is empty. A
    column `_account` names the account of a row where that isn't the one of the export.

    Values are text as `assets.lib.ingestion.typing` reads it (ISO times, decimal point), or typed
    already. A text that the connector can't turn into that is passed on as it was found, so that
    the quarantine can show it. Numbers of `is_plain` rows have a decimal point whatever the account
    declares: the connector has computed them, or the format knows no other. `id_pattern` is how the
    tool writes the ids of the stream's key, where it has one way. Columns of `assumed` hold what is
    declared for the account, not what the file says: they count where no file says anything.
    Columns of `plain` are as those of `is_plain` rows. Columns of `partial` are read from several
    headers of which the file lacks one: where they are null, the row says nothing of them.
    """

    stream: str
    frame: pl.DataFrame
    is_plain: bool = False
    id_pattern: str | None = None
    assumed: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()


Kind = Literal["text", "number", "time", "empty"]
"""What the cells of a column are: `time` is a day or a time, `empty` says nothing of the column."""


@dataclass(frozen=True)
class SeenColumn:
    """A column that a file has: its header as it is compared, and what is below it.

    `is_known` headers are the tool's own words, as the connector lists them; any other may be
    somebody's.
    """

    name: str
    kind: Kind
    is_read: bool
    is_known: bool = False


@dataclass(frozen=True)
class SeenTable:
    """The columns that a file has, and which of the tool's reports it is."""

    report: str
    columns: tuple[SeenColumn, ...]


@dataclass(frozen=True)
class Batch:
    """A part of an export: each of its `records` appears in `rows`, `skipped` or `errors`.

    `unmapped` are the file's columns from which nothing is read. The first batch of a table says
    what was `seen` of its columns.
    """

    records: int
    rows: tuple[StreamRows, ...] = ()
    skipped: tuple[SkippedRecord, ...] = ()
    errors: tuple[ValidationError, ...] = ()
    notes: tuple[str, ...] = ()
    unmapped: tuple[str, ...] = ()
    seen: SeenTable | None = None


class Connector(ABC):
    """Reads the exports of one tool.

    Adding one is adding a folder `assets/connectors/<name>/` whose `connector.py` has a
    `CONNECTOR`. A higher `version` makes every export be read again.
    """

    name: str
    version: int
    title: str
    streams: tuple[str, ...]
    suffixes: tuple[str, ...]

    @property
    def parser_version(self) -> int | str:
        """What decides, with the account's settings, how the connector reads a file."""
        return self.version

    @abstractmethod
    def read(self, export: Export) -> Iterator[Batch]:
        """Yield the export's records; raises UnreadableExport where it isn't this tool's."""

    def recognise(self, glimpse: Glimpse) -> Recognition | None:
        """Identify an export by the beginning of the file; None where it isn't this tool's."""
        del glimpse
        return None

    def exported_at(self, export: Export) -> datetime | None:
        """Return when the tool says that it wrote the file, in UTC; None where it doesn't say."""
        del export
        return None

    def last_day(self, export: Export) -> date | None:
        """Return the last day of the range of days that the report states, where it states one."""
        del export
        return None
