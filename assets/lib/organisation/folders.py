"""Lists the folders of declarations."""

from __future__ import annotations

from pathlib import Path

from assets.lib.organisation.reading import OrganisationError


def list_files(folder: Path, name: str) -> list[Path]:
    """Return what lies in the folder by name, hidden files left out; nothing where it is missing.

    Raises OrganisationError where it can't be listed; `name` is what the fault calls it.
    """
    try:
        found = sorted(folder.iterdir()) if folder.exists() else []
    except OSError as error:
        raise OrganisationError([f"{name}:1: can't be listed: {error.strerror}"]) from error
    return [path for path in found if not path.name.startswith(".")]
