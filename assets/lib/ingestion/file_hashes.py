"""Hashes landed files, and remembers the hashes of those that have not changed since."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path

from assets.lib.settings import Settings

_SETTLED_NANOSECONDS = 2_000_000_000
"""A file that was changed so shortly before may change again without its times telling."""


@dataclass(frozen=True)
class FileState:
    """What the file system says of a file; two states differ where its bytes may differ."""

    size: int
    modified_ns: int
    changed_ns: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> FileState:
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)

    def is_settled(self, at_ns: int) -> bool:
        """Return whether a change after the instant would certainly show in the times."""
        return max(self.modified_ns, self.changed_ns) < at_ns - _SETTLED_NANOSECONDS


@dataclass(frozen=True)
class FileHash:
    """The SHA-256 of a file's bytes, and the state that the file was in when they were read."""

    sha256: str
    state: FileState
    settled: bool


def hash_file(file: Path) -> FileHash:
    """Read the file and return its hash; raises OSError."""
    started = time.time_ns()
    with file.open("rb") as opened:
        state = FileState.of(os.fstat(opened.fileno()))
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
    return FileHash(sha256, state, state.is_settled(started))


class HashCache:
    """The hashes that are known from earlier; a cache that can't be read is an empty one."""

    def __init__(self, settings: Settings) -> None:
        self._file = settings.warehouse_folder / "file_hashes.json"
        self._known = _read(self._file)
        self._used: dict[str, FileHash] = {}

    def hash(self, path: str, file: Path) -> FileHash:
        """Return the file's hash, reading it where it may have changed; raises OSError."""
        known = self._known.get(path)
        if known is None or known.state != FileState.of(file.stat()):
            known = hash_file(file)
        if known.settled:
            self._used[path] = known
        return known

    def save(self) -> None:
        """Keep the hashes that were asked for, and forget all others."""
        if self._used == self._known:
            return
        lines = {
            path: [known.sha256, *vars(known.state).values()] for path, known in self._used.items()
        }
        aside = self._file.with_name(f".{self._file.name}.{secrets.token_hex(4)}")
        with contextlib.suppress(OSError):  # it only saves time
            self._file.parent.mkdir(parents=True, exist_ok=True)
            aside.write_text(json.dumps(lines), encoding="utf-8")
            aside.replace(self._file)


def _read(file: Path) -> dict[str, FileHash]:
    try:
        lines = json.loads(file.read_text(encoding="utf-8"))
        return {
            str(path): FileHash(str(sha256), FileState(*map(int, state)), settled=True)
            for path, (sha256, *state) in lines.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
