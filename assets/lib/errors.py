"""Errors that are shown to users as one line, without a traceback."""

from __future__ import annotations

import errno
import os
import traceback
from collections.abc import Iterator
from pathlib import Path

_OURS = Path(__file__).parents[1]
_FULL = "there is no room left; free some, and run again"
_REFUSED = "this user may not do that there; change the owner or the rights of the home"
_READ_ONLY = "the home is on a disk that is mounted read-only; mount it for writing"
_NOT_A_FOLDER = "a file stands where a folder is needed, or a folder where a file is; move it away"
_REMEDIES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _REFUSED,
    errno.EPERM: _REFUSED,
    errno.ENOTDIR: _NOT_A_FOLDER,
    errno.EISDIR: _NOT_A_FOLDER,
    errno.EEXIST: _NOT_A_FOLDER,
    errno.EIO: "the disk fails; look after it, and restore the home from a backup",
    errno.EMFILE: "too many files are open; raise the limit (ulimit -n)",
}
_HISTORY_DAMAGED = (
    "the history of runs is damaged; delete warehouse/dagster in the home, which loses no data"
)
_DATABASE_REMEDIES = {
    "database or disk is full": _FULL,
    "attempt to write a readonly database": _REFUSED,
    "unable to open database file": _REFUSED,
    "disk I/O error": _FULL,
    "file is not a database": _HISTORY_DAMAGED,
    "database disk image is malformed": _HISTORY_DAMAGED,
}
"""What SQLite says, which Dagster keeps the history of runs in."""


class UserError(Exception):
    """Something that a person can act on: the message says what is wrong and what to do."""


def describe_failure(error: BaseException) -> str | None:
    """Return in one line what a person can act on in an error or in its causes.

    These are a UserError, and errors of the file system, whether Python, DuckDB or SQLite raises
    them. None for every other error.
    """
    for cause in causes_of(error):
        if isinstance(cause, UserError):
            return str(cause)
        if remedy := _remedy(cause):
            return f"{_first_line(cause)}: {remedy}"
    return None


def describe_place(error: BaseException) -> str:
    """Return what was raised and where in our code; its message may quote any value."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(_OURS)]
    place = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "?"
    return f"{type(error).__name__} in {place}"


def causes_of(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what it came from, each once."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _remedy(error: BaseException) -> str | None:
    if isinstance(error, OSError):
        return _REMEDIES.get(error.errno or 0)
    text = str(error)
    if type(error).__module__.partition(".")[0] in ("duckdb", "_duckdb"):
        found = (remedy for code, remedy in _REMEDIES.items() if os.strerror(code) in text)
        return next(found, None)
    if type(error).__name__ in ("OperationalError", "DatabaseError"):
        return next((r for said, r in _DATABASE_REMEDIES.items() if said in text), None)
    return None


def _first_line(error: BaseException) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return next(iter(str(error).splitlines()), type(error).__name__)
