"""Reads everything that an organisation declares, and keeps where each entry stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

from assets.lib.organisation.brand_voice import read_brand_voice
from assets.lib.organisation.declarations import PlaybookFrontMatter
from assets.lib.organisation.organisation import DEFAULTS, FILES, Organisation
from assets.lib.organisation.playbooks import find_playbooks, read_playbook
from assets.lib.organisation.reading import (
    Declaration,
    OrganisationError,
    ReadFile,
    read_text,
    read_what_is_right,
)
from assets.lib.organisation.sign_offs import read_sign_offs

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Declared:
    """All declarations, where those of the organisation's own files stand, and all faults.

    Of a file with faults `files` has what is right in it, and nothing where it can't be read at
    all; a playbook with faults is missing in `playbooks`. `found_playbooks` are the names of all
    playbooks that there are, faulty ones too.
    """

    organisation: Organisation
    files: Mapping[str, ReadFile[Declaration]]
    playbooks: Mapping[str, ReadFile[PlaybookFrontMatter]]
    found_playbooks: tuple[str, ...]
    faults: tuple[str, ...]


def read_declared(folder: Path, sign_offs_file: Path | None = None) -> Declared:
    """Return what is declared in `folder` and signed in `sign_offs_file`, with every fault.

    A missing file stands for its defaults: roles and phases of the guide, and nothing otherwise.
    """
    faults = list(_unknown_files(folder))
    files = {name: _read_file(faults, folder, name) for name in FILES}
    found = _collect(faults, find_playbooks, folder) or ()
    playbooks = {file: _collect(faults, read_playbook, folder, file) for file in found}
    brand_voice = _collect(faults, read_brand_voice, folder)
    sign_offs = _collect(faults, read_sign_offs, sign_offs_file) if sign_offs_file else None
    organisation = Organisation(
        **{name: read.declared for name, read in files.items() if read},  # type: ignore[arg-type]
        playbooks=tuple(read[0] for read in playbooks.values() if read),
        brand_voice=brand_voice,
        sign_offs=sign_offs or (),
    )
    return Declared(
        organisation,
        files={name: read for name, read in files.items() if read and _is_own(folder, name)},
        playbooks={file: read[1] for file, read in playbooks.items() if read},
        found_playbooks=found,
        faults=tuple(faults),
    )


def _unknown_files(folder: Path) -> Iterator[str]:
    known = ", ".join(f"{name}.yml" for name in FILES)
    for path in sorted(folder.glob("*.y*ml")):
        if path.stem not in FILES or path.suffix != ".yml":
            yield f"{path.name}: unknown file; the declarations are {known}"


def _read_file(faults: list[str], folder: Path, name: str) -> ReadFile[Declaration] | None:
    file = f"{name}.yml"
    path = folder / file if _is_own(folder, name) else DEFAULTS.get(name, folder / file)
    text = _collect(faults, read_text, path, file)
    if text is None:
        return None
    reading = read_what_is_right(text, file, FILES[name])
    faults += reading.faults
    return reading.read


def _is_own(folder: Path, name: str) -> bool:
    try:
        return (folder / f"{name}.yml").exists()
    except OSError:
        return True  # reading it tells why


def _collect(
    faults: list[str],
    read: Callable[Arguments, Result],
    *arguments: Arguments.args,
    **named: Arguments.kwargs,
) -> Result | None:
    """Return what `read` gives; where it finds faults, add them and return None."""
    try:
        return read(*arguments, **named)
    except OrganisationError as error:
        faults += error.faults
        return None
