"""Writes declarations by path, and returns what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assets.lib.organisation import Organisation, OrganisationError, read_organisation
from assets.lib.settings import Settings


def write(home: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files below the declarations of a home."""
    for path, content in files.items():
        file = Settings(home).organisation_folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)


def read(home: Path) -> Organisation:
    return read_organisation(Settings(home))


def errors_in(home: Path, files: Mapping[str, str | bytes]) -> list[str]:
    """Write the files, and return the validation errors of all declarations."""
    write(home, files)
    try:
        read(home)
    except OrganisationError as error:
        return error.errors
    return []
