"""The home's folders: whether they can be used, and that only their owner can read them."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from assets.lib.errors import UserError
from assets.lib.settings import Settings

_OWNER_ONLY = 0o077
"""As a mask: what this process makes is 0600 for files and 0700 for folders."""
_PRIVATE_FOLDER = 0o700


class HomeUnusable(UserError):
    """A folder of the home is something else."""


def make_files_private() -> None:
    """Let whatever this process and those it starts make be readable by their owner alone."""
    os.umask(_OWNER_ONLY)


def check_home(settings: Settings) -> None:
    """Raise HomeUnusable where a file stands in the place of a folder."""
    for folder in (settings.home, settings.landing, settings.organisation_folder, *_own(settings)):
        if folder.exists() and not folder.is_dir():
            raise HomeUnusable(
                f"{folder} is a file and must be a folder; move it away, or name another home "
                "in FULLSCORE_HOME"
            )


def prepare_home(settings: Settings) -> None:
    """Make the folders that only this program writes to, and close them to others.

    Raises HomeUnusable as `check_home`, and OSError where the disk or its rights forbid it.
    """
    check_home(settings)
    for folder in _own(settings):
        folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        mode = stat.S_IMODE(folder.stat().st_mode)
        if mode & _OWNER_ONLY:
            with suppress(OSError):  # another user's: writing tells whether that matters
                folder.chmod(mode & ~_OWNER_ONLY)


def _own(settings: Settings) -> tuple[Path, ...]:
    return (settings.warehouse_folder, settings.published, settings.ledger_file.parent)
