"""The files whose rows were taken out by a person: kept in the home, by what they hold."""

from __future__ import annotations

import os
from collections.abc import Mapping

from pydantic import TypeAdapter, ValidationError

from assets.lib.errors import UserError
from assets.lib.settings import Settings

_FILE = TypeAdapter(dict[str, str])


def content_key(connector: str, account: str, file_id: str) -> str:
    """Return what two files share that give the same records: bytes and account."""
    return f"{connector}/{account}/{file_id}"


def read_withdrawn(settings: Settings) -> dict[str, str]:
    """Return the path of every withdrawn file by its content key.

    Raises UserError where the record of them is damaged.
    """
    path = settings.withdrawals_file
    if not path.exists():
        return {}
    try:
        return _FILE.validate_json(path.read_bytes())
    except ValidationError as error:
        raise UserError(
            f"{path} is not the record of withdrawn files that `fullscore withdraw` writes; put "
            "it back, or delete it to have every landed file read again"
        ) from error


def write_withdrawn(settings: Settings, withdrawn: Mapping[str, str]) -> None:
    """Write the record of withdrawn files anew, complete or not at all."""
    path = settings.withdrawals_file
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    with aside.open("wb") as file:
        file.write(_FILE.dump_json(dict(withdrawn), indent=2))
        file.flush()
        os.fsync(file.fileno())
    aside.rename(path)
