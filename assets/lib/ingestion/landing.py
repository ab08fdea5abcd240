"""Lists what was delivered, and refuses what must not be opened."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assets.lib.ingestion.connector import UnreadableExport

_UNFINISHED = (".part", ".tmp", ".crdownload", ".partial")
_DATE_IN_NAME = re.compile(
    r"(?<!\d)(20\d\d)-?([01]\d)-?([0-3]\d)"
    r"(?:[T_ -]?([0-2]\d)[-_:h]?([0-5]\d)(?:[-_:]?([0-5]\d))?(?!-?\d))?(?!\d)"
)
MAXIMUM_BYTES = 2 * 1024**3
"""A larger export is refused: split it, or deliver it as Parquet."""


@dataclass(frozen=True)
class Delivery:
    """A file in landing. `path` is relative to landing; `connector` and `account` are folders."""

    path: str
    file: Path
    connector: str | None
    account: str
    dated_at: datetime


def list_deliveries(landing: Path) -> list[Delivery]:
    """Return every delivered file, older exports first.

    Half-transferred (.part, .tmp, ...) and hidden files and folders are left alone.
    """
    found = []
    for folder, folders, names in os.walk(landing):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in [*names, *links]:
            if not name.startswith(".") and not name.endswith(_UNFINISHED):
                with contextlib.suppress(FileNotFoundError):  # taken away in this moment
                    found.append(_delivery(landing, Path(folder) / name))
    return sorted(found, key=lambda delivery: (delivery.dated_at, delivery.path))


def fingerprint_file(delivery: Delivery, landing: Path) -> tuple[str, int]:
    """Return the SHA-256 of the bytes and their number.

    Raises UnreadableExport for links out of landing, special, oversized, unreadable files and
    names that aren't UTF-8.
    """
    if "\ufffd" in delivery.path:
        raise UnreadableExport("its name is not UTF-8; rename it")
    try:
        status = delivery.file.lstat()
        if stat.S_ISLNK(status.st_mode):
            target = delivery.file.resolve()
            if not target.is_relative_to(landing.resolve()):
                raise UnreadableExport("a link that leads out of landing; put the file itself here")
            status = target.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableExport("not a regular file; put the export itself here")
        if status.st_size > MAXIMUM_BYTES:
            raise UnreadableExport(
                f"{status.st_size:,} bytes are more than {MAXIMUM_BYTES:,}; split the export"
            )
        with delivery.file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest(), status.st_size
    except OSError as error:
        raise UnreadableExport(f"can't be opened: {error.strerror}") from error
    except RuntimeError as error:
        raise UnreadableExport("a link that leads to itself; put the file itself here") from error


def date_from_name(name: str) -> datetime | None:
    """Return the latest instant that a file name states, in UTC; a day without time is its end."""
    stated = (_instant(found) for found in _DATE_IN_NAME.finditer(name))
    return max((moment for moment in stated if moment), default=None)


def _instant(found: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute, second = found.groups()
    try:
        moment = datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            tzinfo=UTC,
        )
    except ValueError:
        return None
    return moment if hour else moment + timedelta(days=1)


def _delivery(landing: Path, file: Path) -> Delivery:
    relative = file.relative_to(landing)
    folders = relative.parts[:-1]
    modified = datetime.fromtimestamp(file.lstat().st_mtime, tz=UTC)
    return Delivery(
        path=os.fsencode(relative.as_posix()).decode("utf-8", "replace"),
        file=file,
        connector=folders[0] if folders else None,
        account=folders[1] if len(folders) > 1 else "default",
        dated_at=date_from_name(file.name) or modified,
    )
