"""Reads the files and folders of declarations as text."""

from __future__ import annotations

from pathlib import Path

from assets.lib.errors import UserError


class OrganisationError(UserError):
    """One or more validation errors in the declarations, one line each."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


def read_text(path: Path, name: str) -> str:
    """Return the text of a file, none for a missing one; `name` is what errors call it.

    Raises OrganisationError where it can't be opened or is not UTF-8.
    """
    try:
        data = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise OrganisationError([f"{name}:1: can't be opened: {error.strerror}"]) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise OrganisationError([f"{name}:{line}: not UTF-8; save it as UTF-8"]) from error


def list_files(folder: Path, name: str) -> list[Path]:
    """Return what the folder contains by name, hidden files left out; nothing if it is missing.

    Raises OrganisationError where it can't be listed; `name` is what the error calls it.
    """
    try:
        found = sorted(folder.iterdir()) if folder.exists() else []
    except OSError as error:
        raise OrganisationError([f"{name}:1: can't be listed: {error.strerror}"]) from error
    return [path for path in found if not path.name.startswith(".")]
