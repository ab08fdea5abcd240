"""Takes the rows of a file out of the warehouse, and keeps them out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assets.lib.disclosure import create_shown_records, hides_people, shown_path
from assets.lib.errors import UserError
from assets.lib.ingestion.ingested_files import WITHOUT_RECORDS, delete_rows
from assets.lib.ingestion.quarantine import resolve_quarantine
from assets.lib.ingestion.withdrawals import content_key, read_withdrawn, write_withdrawn
from assets.lib.run_lock import exclusive_run
from assets.lib.warehouse import open_warehouse, transaction

if TYPE_CHECKING:
    import duckdb

    from assets.lib.settings import Settings


class NothingToWithdraw(UserError):
    """No file with rows is known by that path; the message says what is known."""


@dataclass(frozen=True)
class _Line:
    """A line of ops.ingested_file."""

    path: str
    file_id: str
    file_sequence: int
    connector: str
    account: str

    @property
    def key(self) -> str:
        return content_key(self.connector, self.account, self.file_id)

    def shown(self, *, hides: bool) -> str:
        return shown_path(self.path, self.connector, self.file_id, hides=hides)

    def is_named(self, wanted: str) -> bool:
        return wanted in (self.path, self.shown(hides=True))


@dataclass(frozen=True)
class Withdrawal:
    """What was taken out: the raw rows by stream, and every path that holds the same bytes.

    Where people are hidden, what is shown in the place of a path.
    """

    paths: tuple[str, ...]
    rows: dict[str, int]


def withdraw_file(settings: Settings, path: str) -> Withdrawal:
    """Take out the rows of every version of the file at that path (below landing, or absolute).

    What is shown in the place of a path where people are hidden names the file as well.

    Later runs keep them out as long as the file's bytes stay as they are. Raises
    NothingToWithdraw where no rows are of that path.
    """
    wanted = _below_landing(settings, path)
    with exclusive_run(settings), open_warehouse(settings) as connection:
        lines = _read_lines(connection, "loaded")
        keys = {line.key for line in lines if line.is_named(wanted)}
        if not keys:
            raise NothingToWithdraw(_describe_unknown(connection, wanted))
        chosen = [line for line in lines if line.key in keys]
        # first the record of it: a run that comes between would otherwise load the file again
        write_withdrawn(
            settings, read_withdrawn(settings) | {line.key: line.path for line in chosen}
        )
        rows: dict[str, int] = {}
        with transaction(connection):
            for line in chosen:
                for stream, count in delete_rows(connection, line.file_sequence).items():
                    rows[stream] = rows.get(stream, 0) + count
                connection.execute(
                    f"update ops.ingested_file set status = 'withdrawn', reason = 'withdrawn', "
                    f"{WITHOUT_RECORDS} where file_sequence = ?",
                    [line.file_sequence],
                )
            resolve_quarantine(connection)
        hides = hides_people(connection)
        return Withdrawal(tuple(sorted({line.shown(hides=hides) for line in chosen})), rows)


def undo_withdrawal(settings: Settings, path: str) -> tuple[str, ...]:
    """Let the next run read the file again; return the paths that this is about.

    Raises NothingToWithdraw where no file of that path is withdrawn.
    """
    wanted = _below_landing(settings, path)
    with exclusive_run(settings):
        withdrawn = read_withdrawn(settings)
        kept = {key: path for key, path in withdrawn.items() if not _is_named(key, path, wanted)}
        if len(kept) == len(withdrawn):
            known = ", ".join(sorted(set(withdrawn.values()))) or "none"
            raise NothingToWithdraw(f"{wanted} is not withdrawn; the withdrawn files are {known}")
        write_withdrawn(settings, kept)
    return (wanted,)


def _is_named(key: str, path: str, wanted: str) -> bool:
    connector, file_id = key.partition("/")[0], key.rpartition("/")[2]
    return wanted in (path, shown_path(path, connector, file_id, hides=True))


def _below_landing(settings: Settings, path: str) -> str:
    given = Path(path)
    if given.is_absolute() and given.is_relative_to(settings.landing):
        return given.relative_to(settings.landing).as_posix()
    return given.as_posix().removeprefix("landing/")


def _read_lines(connection: duckdb.DuckDBPyConnection, status: str) -> list[_Line]:
    rows = connection.execute(
        "select path, file_id, file_sequence, connector, account from ops.ingested_file "
        "where status in (?, 'duplicate') order by file_sequence",
        [status],
    ).fetchall()
    return [_Line(*row) for row in rows]


def _describe_unknown(connection: duckdb.DuckDBPyConnection, wanted: str) -> str:
    found = connection.execute(
        "select status from ops.ingested_file where path = ?", [wanted]
    ).fetchone()
    if found:
        return f"{wanted} has no rows to take out: it is {found[0]}"
    create_shown_records(connection)
    name = wanted.rsplit("/", maxsplit=1)[-1]
    similar = connection.execute(
        "select distinct path from shown_file where contains(path, ?) order by path limit 5",
        [name],
    ).fetchall()
    hint = ", ".join(path for (path,) in similar)
    known = f"did you mean {hint}" if hint else '`fullscore query "from ingested_file"` lists them'
    return f"no file at {wanted} was ever ingested; {known}"
