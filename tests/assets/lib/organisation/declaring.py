"""Writes declarations by path, and tells what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assets.lib.organisation import OrganisationError, read_organisation


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)


def faults_in(
    folder: Path, files: Mapping[str, str | bytes], sign_offs: Path | None = None
) -> list[str]:
    """Write the files, and return the faults of all declarations, none where they hold."""
    write(folder, files)
    try:
        read_organisation(folder, sign_offs)
    except OrganisationError as error:
        return error.faults
    return []
