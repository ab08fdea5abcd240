"""How a reader opens what was published last; imports neither Dagster nor dbt.

`published/current.json` names the snapshot file, and is replaced atomically; whoever holds an
older file keeps reading it undisturbed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import duckdb

from assets.lib.errors import UserError

_NO_OTHER_FILE: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "temp_directory": "",  # by default large queries are written out beside the snapshot
}

CURRENT = "current.json"
LAST_RUN = "last_run.json"
_REMEDY = "`fullscore run` publishes a new one"

State = TypeVar("State")


class NothingPublished(UserError):
    """No snapshot has been published yet."""


class SnapshotDamaged(UserError):
    """The published file is missing, or is not what was published."""


class StateDamaged(UserError):
    """`current.json` or `last_run.json` is not what a run wrote."""


@dataclass(frozen=True)
class RunInputs:
    """What a run read, as hashes; `as_of` is the instant that was asked for, if any."""

    landing: str
    organisation: str
    code: str
    as_of: str | None

    def has_the_data_of(self, other: RunInputs) -> bool:
        """Tell whether exports, declarations and as-of are the same, whatever the code."""
        return (self.landing, self.organisation, self.as_of) == (
            other.landing,
            other.organisation,
            other.as_of,
        )


@dataclass(frozen=True)
class Published:
    """The snapshot that readers are to open, and the run that made it; times are UTC.

    `inputs` is None where the run published what the warehouse held, without reading anything.
    `sha256` is of the file's bytes.
    """

    file: str
    run_id: str
    published_at: datetime
    as_of: datetime | None
    inputs: RunInputs | None
    sha256: str


@dataclass(frozen=True)
class LastRun:
    """How the last run ended: a run that is not `published` left the snapshot before it up.

    `inputs` is None where the run failed before it had read anything.
    """

    run_id: str
    state: Literal["published", "blocked", "failed"]
    ended_at: datetime
    reasons: tuple[str, ...] = ()
    inputs: RunInputs | None = None


def read_published(folder: Path) -> Published | None:
    """Return what is published, None where nothing is; raises StateDamaged."""
    return _read_state(folder / CURRENT, _published)


def read_last_run(folder: Path) -> LastRun | None:
    """Return how the last run ended, None where none has; raises StateDamaged."""
    return _read_state(folder / LAST_RUN, _last_run)


def if_intact(read: Callable[[Path], State | None], folder: Path) -> State | None:
    """Return what `read` finds in the folder, None where it is damaged: a run writes it anew."""
    try:
        return read(folder)
    except StateDamaged:
        return None


def verify_snapshot(folder: Path, published: Published) -> None:
    """Raise SnapshotDamaged unless the file is there with the very bytes that were published."""
    path = folder / published.file
    try:
        is_whole = hash_snapshot(path) == published.sha256
    except FileNotFoundError as error:
        raise SnapshotDamaged(f"the published snapshot {path} is missing; {_REMEDY}") from error
    if not is_whole:
        raise SnapshotDamaged(
            f"the published snapshot {path} is damaged: its bytes are not those that were "
            f"published; {_REMEDY}"
        )


def hash_snapshot(path: Path) -> str:
    """Return the sha256 of the file, computed once as long as the file is not touched."""
    state = path.stat()
    return _hash(path, (state.st_ino, state.st_size, state.st_mtime_ns))


@lru_cache(maxsize=16)
def _hash(path: Path, state: tuple[int, ...]) -> str:
    del state
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_state(path: Path, make: Callable[[Any], State]) -> State | None:
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        return make(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise StateDamaged(
            f"{path} is damaged: it is not what a run wrote; `fullscore run` writes it anew"
        ) from error


def _published(values: Any) -> Published:
    as_of = values["as_of"]
    if Path(values["file"]).name != values["file"]:
        raise ValueError("the snapshot is beside its state, not elsewhere")
    return Published(
        file=values["file"],
        run_id=values["run_id"],
        published_at=datetime.fromisoformat(values["published_at"]),
        as_of=datetime.fromisoformat(as_of) if as_of else None,
        inputs=_inputs(values.get("inputs")),
        sha256=values["sha256"],
    )


def _last_run(values: Any) -> LastRun:
    if values["state"] not in ("published", "blocked", "failed"):
        raise ValueError("no run ends like that")
    return LastRun(
        run_id=values["run_id"],
        state=values["state"],
        ended_at=datetime.fromisoformat(values["ended_at"]),
        reasons=tuple(map(str, values["reasons"])),
        inputs=_inputs(values.get("inputs")),
    )


def _inputs(values: Any) -> RunInputs | None:
    return RunInputs(**values) if isinstance(values, dict) else None


@contextmanager
def open_snapshot(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a read-only connection to the published snapshot that reads no other file.

    Raises NothingPublished where there is none, SnapshotDamaged where it is not what was
    published, StateDamaged where it is not known which it is.
    """
    published = read_published(folder)
    if published is None:
        raise NothingPublished("nothing is published yet; `fullscore run` computes and publishes")
    verify_snapshot(folder, published)
    connection = duckdb.connect(str(folder / published.file), read_only=True, config=_NO_OTHER_FILE)
    try:
        # a second reader of this process finds both set, and locked, by the first
        with suppress(duckdb.InvalidInputException):
            connection.execute("set enable_progress_bar = false")
            connection.execute("set global timezone = 'UTC'; set lock_configuration = true")
        yield connection
    finally:
        connection.close()


def write_state(folder: Path, name: str, state: Published | LastRun) -> None:
    """Replace `current.json` or `last_run.json` in one step."""
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".{name}.new"
    aside.write_text(json.dumps(asdict(state), default=str, indent=2) + "\n", encoding="utf-8")
    aside.replace(folder / name)
