"""Loads everything that landing holds and the warehouse does not, one transaction a file."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from assets.declarations.organisation.model import OrganisationFile
from assets.lib.disclosure import SAME_BYTES, shown_path
from assets.lib.errors import describe_place
from assets.lib.ingestion.ahead import Ahead
from assets.lib.ingestion.connector import Export, UnreadableExport
from assets.lib.ingestion.copies import sweep_copies
from assets.lib.ingestion.ingested_files import (
    IngestedFile,
    KnownLine,
    drop_gone_failures,
    forget,
    next_sequence,
    read_known_lines,
    record_file,
    take_back,
)
from assets.lib.ingestion.inputs import Input, list_inputs
from assets.lib.ingestion.landing import ChangedWhileRead, refuse_changed
from assets.lib.ingestion.load import load_export
from assets.lib.ingestion.masking import mask_text
from assets.lib.ingestion.parse import ParsedBatch, parse_export
from assets.lib.ingestion.presence import record_presence
from assets.lib.ingestion.privacy import hold_person_key
from assets.lib.ingestion.quarantine import resolve_quarantine
from assets.lib.ingestion.tables.mapping import known_connectors
from assets.lib.ingestion.tally import RecordsLost, Tally
from assets.lib.ingestion.validate import Privacy
from assets.lib.organisation import Organisation
from assets.lib.settings import Settings
from assets.lib.warehouse import transaction
from assets.lib.warehouse_schema import READ_AGAIN

if TYPE_CHECKING:
    import duckdb

FileStatus = Literal["loaded", "unchanged", "duplicate", "failed", "withdrawn"]

LEAST_SECONDS = 120.0
LEAST_BYTES_PER_SECOND = 200_000
"""A tenth of what the slowest reader takes in on a small machine."""
FILES_AT_ONCE = 2
BATCHES_AHEAD = 2
"""Of each file: together they bound the memory that parsed rows take until they are written."""


@dataclass(frozen=True)
class FileResult:
    """The outcome of one landed file in this run.

    `recognised` says what a file that lies in landing itself was taken for, and how surely.
    """

    path: str
    status: FileStatus
    reason: str | None = None
    records_read: int = 0
    records_quarantined: int = 0
    records_skipped: int = 0
    rows_loaded: int = 0
    connector: str | None = None
    recognised: str | None = None


def ingest(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    organisation: Organisation,
    on_file: Callable[[FileResult], None] | None = None,
) -> list[FileResult]:
    """Load new files and files that have to be read again; return the outcome of every file.

    A file that can't be read is recorded as failed, and the others are loaded all the same.
    Files are parsed in threads of their own, and written here, one after the other.
    """
    sweep_copies(settings.scratch)
    items = list_inputs(settings, organisation)
    drop_gone_failures(connection, ((item.landed.path, item.file_id) for item in items))
    ingestion = _Ingestion(connection, settings, organisation)
    results = []
    with closing(ingestion.run(items)) as outcomes:
        for result in outcomes:
            if on_file:
                on_file(result)
            results.append(result)
    with transaction(connection):
        record_presence(connection, items)
        resolve_quarantine(connection)
    return results


@dataclass(frozen=True)
class _Turn:
    """A file whose turn has come, and its rows where they have to be read."""

    item: Input
    parsing: Ahead[ParsedBatch] | None = None


class _Ingestion:
    def __init__(
        self, connection: duckdb.DuckDBPyConnection, settings: Settings, organisation: Organisation
    ) -> None:
        self.connection = connection
        self.settings = settings
        self.organisation = organisation
        self._lines = read_known_lines(connection)

    def run(self, items: list[Input]) -> Generator[FileResult]:
        """Yield what becomes of each file, in their order."""
        waiting = deque(items)
        turns: deque[_Turn] = deque()
        try:
            while waiting or turns:
                while waiting and _may_begin(waiting[0], turns):
                    turns.append(self._begin(waiting.popleft()))
                item = turns[0].item
                yield self._shown(_with_connector(self._finish(turns[0]), item), item)
                turns.popleft()
        finally:
            for turn in turns:
                if turn.parsing:
                    turn.parsing.close()

    @cached_property
    def _privacy(self) -> Privacy:
        people = self.organisation[OrganisationFile].people
        return Privacy(hold_person_key(self.connection, self.settings), people == "pseudonymise")

    def _begin(self, item: Input) -> _Turn:
        if (
            item.is_withdrawn
            or item.refusal
            or self._known_result(item)
            or self._loaded_elsewhere(item)
        ):
            return _Turn(item)
        connector = known_connectors(self.organisation)[item.landed.connector or ""]
        batches = parse_export(connector, self._export(item), self._privacy)
        return _Turn(item, Ahead(batches, BATCHES_AHEAD, seconds=_seconds_for(item)))

    def _export(self, item: Input) -> Export:
        return Export(item.landed.file, item.account, self.settings.scratch)

    def _shown(self, result: FileResult, item: Input) -> FileResult:
        """Return the outcome as it may be shown: without file names where people are hidden."""
        if not self.organisation[OrganisationFile].hides_people:
            return result
        path = shown_path(result.path, item.landed.connector or "", item.file_id, hides=True)
        names_file = result.reason and result.reason.startswith(SAME_BYTES)
        reason = f"{SAME_BYTES}another file" if names_file else result.reason
        return replace(result, path=path, reason=reason)

    def _finish(self, turn: _Turn) -> FileResult:
        item = turn.item
        known = self._known_result(item)
        if known:
            return known
        file = self._ingested_file(item)
        elsewhere = self._loaded_elsewhere(item)
        if item.is_withdrawn:
            result = self._record_withdrawn(file)
        elif elsewhere:
            result = self._record_duplicate(file, elsewhere)
        else:
            result = self._load(file, turn)
        self._lines |= read_known_lines(self.connection, item.file_id)
        return result

    def _known_result(self, item: Input) -> FileResult | None:
        """Return what is known of a file that is to be read no more."""
        line = self._line_of(item)
        if line is None or line.parser_fingerprint != item.parser_fingerprint:
            return None
        if item.is_withdrawn != (line.status == "withdrawn"):
            return None
        statuses: dict[str, FileStatus] = {"failed": "failed", "withdrawn": "withdrawn"}
        return FileResult(line.path, statuses.get(line.status, "unchanged"), line.reason)

    def _line_of(self, item: Input) -> KnownLine | None:
        lines = self._lines_of_content(item)
        return next((line for line in lines if line.path == item.landed.path), None)

    def _lines_of_content(self, item: Input) -> list[KnownLine]:
        """Return the lines of files that would give the same records: same bytes and account."""
        return [
            line
            for line in self._lines.get(item.file_id, [])
            if (line.connector, line.account) == (item.landed.connector or "", item.account.name)
        ]

    def _loaded_elsewhere(self, item: Input) -> KnownLine | None:
        """Return the line of another landed file that holds what this one would give."""
        for line in self._lines_of_content(item):
            as_here = line.parser_fingerprint == item.parser_fingerprint and line.status == "loaded"
            if as_here and line.path != item.landed.path:
                return line
        return None

    def _ingested_file(self, item: Input) -> IngestedFile:
        line = self._line_of(item)
        return IngestedFile(
            path=item.landed.path,
            file_id=item.file_id,
            file_sequence=line.file_sequence if line else next_sequence(self.connection),
            connector=item.landed.connector or "",
            account=item.account.name,
            parser_fingerprint=item.parser_fingerprint,
            bytes=item.bytes,
            exported_at=item.exported_at,
            modified_at=item.landed.modified_at,
            timezone=item.account.timezone,
            last_day=None,
            read_before=bool(self._lines_of_content(item)),
        )

    def _record_duplicate(self, file: IngestedFile, elsewhere: KnownLine) -> FileResult:
        reason = f"{SAME_BYTES}{elsewhere.path}"
        with transaction(self.connection):
            record_file(self.connection, file, "duplicate", reason, Tally())
        return FileResult(file.path, "duplicate", reason)

    def _record_withdrawn(self, file: IngestedFile) -> FileResult:
        reason = "withdrawn; `fullscore withdraw --undo` has it read again"
        with transaction(self.connection):
            forget(self.connection, file)
            record_file(self.connection, file, "withdrawn", reason, Tally())
        return FileResult(file.path, "withdrawn", reason)

    def _load(self, file: IngestedFile, turn: _Turn) -> FileResult:
        lines = self._lines_of_content(turn.item)
        self._take_back_mistaken(turn.item)
        try:
            tally = self._write(file, turn)
        except FileNotFoundError:
            gone = "it was removed while it was read; put it into landing again"
            return self._fail(replace(file, parser_fingerprint=READ_AGAIN), lines, gone)
        except ChangedWhileRead as error:
            return self._fail(replace(file, parser_fingerprint=READ_AGAIN), lines, str(error))
        except (UnreadableExport, RecordsLost) as error:
            return self._fail(file, lines, str(error))
        except TimeoutError:
            slow = f"not read within {_seconds_for(turn.item):,.0f} s; split it"
            return self._fail(file, lines, slow)
        except Exception as error:  # noqa: BLE001  # one file's surprise must not stop the others
            return self._fail(file, lines, _describe_surprise(error))
        return FileResult(
            file.path,
            "loaded",
            None,
            tally.read,
            tally.quarantined,
            tally.skipped.total(),
            tally.rows_loaded,
        )

    def _take_back_mistaken(self, item: Input) -> None:
        """Take back what the same bytes at the same path gave as another tool's export.

        A newer version may recognise a file better than the one that loaded it.
        """
        mistaken = [
            line
            for line in self._lines.get(item.file_id, [])
            if line.path == item.landed.path and line.connector != (item.landed.connector or "")
        ]
        with transaction(self.connection):
            for line in mistaken:
                take_back(self.connection, line.file_sequence)

    def _write(self, file: IngestedFile, turn: _Turn) -> Tally:
        item = turn.item
        if turn.parsing is None or item.hash is None:
            raise UnreadableExport(item.refusal or "it can't be read")
        known = item.hash
        with closing(turn.parsing) as batches:
            connector = known_connectors(self.organisation)[file.connector]
            export = self._export(item)
            stated = replace(
                file,
                exported_at=connector.exported_at(export) or file.exported_at,
                last_day=connector.last_day(export),
            )
            return load_export(
                self.connection,
                stated,
                batches,
                confirm=lambda: refuse_changed(item.landed, known),
                memory=self.settings.memory,
            )

    def _fail(self, file: IngestedFile, lines: list[KnownLine], reason: str) -> FileResult:
        """Record the failure, and take back what the file gave when it could be read.

        Where another file of the same bytes is loaded, those rows are not this one's to take.
        """
        masked = mask_text(reason)
        with transaction(self.connection):
            if not any(n.status == "loaded" and n.path != file.path for n in lines):
                forget(self.connection, file)
            record_file(self.connection, file, "failed", masked, Tally())
        return FileResult(file.path, "failed", masked)


def _with_connector(result: FileResult, item: Input) -> FileResult:
    recognised = item.recognised.describe() if item.recognised and item.recognised.chosen else None
    return replace(result, connector=item.landed.connector, recognised=recognised)


def _seconds_for(item: Input) -> float:
    """Return the time that reading a file may take, so that one that hangs stops no other."""
    return LEAST_SECONDS + item.bytes / LEAST_BYTES_PER_SECOND


def _may_begin(item: Input, turns: deque[_Turn]) -> bool:
    """Return whether what is ahead in the row can't decide what becomes of the file."""
    same_bytes = any(turn.item.file_id == item.file_id for turn in turns)
    return len(turns) < FILES_AT_ONCE and not same_bytes


def _describe_surprise(error: Exception) -> str:
    """Say what was raised and where; its message may quote any value of the file."""
    return f"{describe_place(error)}; this is a bug in the connector"
