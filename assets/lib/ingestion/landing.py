"""Lists what has landed, and refuses what must not be opened."""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assets.lib.ingestion.connector import DEFAULT_ACCOUNT, UnreadableExport
from assets.lib.ingestion.file_hashes import FileHash, FileState, HashCache, hash_file

_UNFINISHED = (".part", ".tmp", ".crdownload", ".partial")
MAXIMUM_BYTES = 2 * 1024**3
"""A larger export is refused: split it, or export it as Parquet."""


class ChangedWhileRead(UnreadableExport):
    """The bytes that were read may not be those that the file is known by."""


@dataclass(frozen=True)
class LandedFile:
    """A file in landing. `path` is relative to landing; `connector` and `account` are folders."""

    path: str
    file: Path
    connector: str | None
    account: str
    modified_at: datetime


def list_landed_files(landing: Path) -> list[LandedFile]:
    """Return every landed file, by path.

    Half-transferred (.part, .tmp, ...) and hidden files and folders are left alone.
    """
    found = []
    for folder, folders, names in os.walk(landing):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in [*names, *links]:
            if not name.startswith(".") and not name.endswith(_UNFINISHED):
                with contextlib.suppress(FileNotFoundError):  # taken away in this moment
                    found.append(_landed_file(landing, Path(folder) / name))
    return sorted(found, key=lambda landed: landed.path)


def hash_landed(landed: LandedFile, landing: Path, cache: HashCache) -> FileHash:
    """Return the hash of the file's bytes, from the cache where the file has not changed.

    Raises UnreadableExport for links out of landing, special, oversized, unreadable files and
    names that aren't UTF-8.
    """
    if "\ufffd" in landed.path:
        raise UnreadableExport("its name is not UTF-8; rename it")
    try:
        _refuse_unsafe(landed.file, landing)
        return cache.hash(landed.path, landed.file)
    except OSError as error:
        raise UnreadableExport(f"can't be opened: {error.strerror}") from error
    except RuntimeError as error:
        raise UnreadableExport("a link that leads to itself; put the file itself here") from error


def refuse_changed(landed: LandedFile, known: FileHash) -> None:
    """Raise ChangedWhileRead unless the file held the bytes that were hashed all the time.

    A changed state of the file means that other bytes may have been read in between.
    """
    try:
        if FileState.of(landed.file.stat()) == known.state and (
            known.settled or hash_file(landed.file).sha256 == known.sha256
        ):
            return
    except OSError as error:
        raise ChangedWhileRead(
            "it was removed while it was read; put it into landing again"
        ) from error
    raise ChangedWhileRead("it changed while it was read; the next run reads it again")


def _refuse_unsafe(file: Path, landing: Path) -> None:
    status = file.lstat()
    if stat.S_ISLNK(status.st_mode):
        target = file.resolve()
        if not target.is_relative_to(landing.resolve()):
            raise UnreadableExport("a link that leads out of landing; put the file itself here")
        status = target.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableExport("not a regular file; put the export itself here")
    if status.st_size > MAXIMUM_BYTES:
        raise UnreadableExport(
            f"{status.st_size:,} bytes are more than {MAXIMUM_BYTES:,}; split the export"
        )


def _landed_file(landing: Path, file: Path) -> LandedFile:
    relative = file.relative_to(landing)
    folders = relative.parts[:-1]
    modified = datetime.fromtimestamp(file.lstat().st_mtime, tz=UTC)
    return LandedFile(
        path=os.fsencode(relative.as_posix()).decode("utf-8", "replace"),
        file=file,
        connector=folders[0] if folders else None,
        account=folders[1] if len(folders) > 1 else DEFAULT_ACCOUNT,
        modified_at=modified,
    )
