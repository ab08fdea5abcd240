"""How a reader opens what was published last; imports neither Dagster nor dbt.

`published/current.json` names the snapshot file, and is replaced atomically; whoever holds an
older file keeps reading it undisturbed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import duckdb

from assets.lib.errors import UserError

_NO_OTHER_FILE: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false"
}

CURRENT = "current.json"
LAST_RUN = "last_run.json"


class NothingPublished(UserError):
    """No snapshot has been published yet."""


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
    """

    file: str
    run_id: str
    published_at: datetime
    as_of: datetime | None
    inputs: RunInputs | None


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
    """Return what is published, or None where nothing is."""
    path = folder / CURRENT
    if not path.exists():
        return None
    values = json.loads(path.read_text(encoding="utf-8"))
    as_of = values["as_of"]
    return Published(
        file=values["file"],
        run_id=values["run_id"],
        published_at=datetime.fromisoformat(values["published_at"]),
        as_of=datetime.fromisoformat(as_of) if as_of else None,
        inputs=_inputs(values.get("inputs")),
    )


def read_last_run(folder: Path) -> LastRun | None:
    """Return how the last run ended, or None where none has."""
    path = folder / LAST_RUN
    if not path.exists():
        return None
    values = json.loads(path.read_text(encoding="utf-8"))
    return LastRun(
        run_id=values["run_id"],
        state=values["state"],
        ended_at=datetime.fromisoformat(values["ended_at"]),
        reasons=tuple(values["reasons"]),
        inputs=_inputs(values.get("inputs")),
    )


def _inputs(values: Any) -> RunInputs | None:
    return RunInputs(**values) if isinstance(values, dict) else None


@contextmanager
def open_snapshot(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a read-only connection to the published snapshot that reads no other file.

    Raises NothingPublished where there is none.
    """
    published = read_published(folder)
    if published is None:
        raise NothingPublished("nothing is published yet; `fullscore run` computes and publishes")
    connection = duckdb.connect(str(folder / published.file), read_only=True, config=_NO_OTHER_FILE)
    try:
        # a second reader of this process finds both set, and locked, by the first
        with suppress(duckdb.InvalidInputException):
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
