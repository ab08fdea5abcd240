"""Where converted copies of exports are kept while they are read: for the owner's eyes alone."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FOLDER_OF_THE_OWNER = 0o700
_FILE_OF_THE_OWNER = 0o600


def sweep_copies(scratch: Path) -> None:
    """Delete the copies that a process left behind which was killed."""
    shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def private_copy(scratch: Path | None) -> Iterator[Path]:
    """Give the path of a new empty file that is gone when it has been used.

    It is in `scratch`, which is made where it is missing, or in the system's temporary folder.
    """
    if scratch:
        scratch.mkdir(parents=True, exist_ok=True)
        scratch.chmod(_FOLDER_OF_THE_OWNER)
    with tempfile.TemporaryDirectory(prefix="fullscore-", dir=scratch) as folder:  # it is 0700
        copy = Path(folder) / "copy"
        copy.touch(_FILE_OF_THE_OWNER)
        yield copy
