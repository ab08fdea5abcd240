"""What the organisation declares, read from `data/org`."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from assets.lib.organisation.checking import Check, check_organisation
from assets.lib.organisation.declared import Declared, read_declared
from assets.lib.organisation.organisation import DEFAULTS, FILES, Organisation
from assets.lib.organisation.reading import OrganisationError

__all__ = [
    "DEFAULTS",
    "FILES",
    "Declared",
    "Organisation",
    "OrganisationError",
    "read_checked",
    "read_organisation",
]


def read_organisation(
    folder: Path, sign_offs_file: Path | None = None, connectors: Collection[str] | None = None
) -> Organisation:
    """Return the declarations in `folder`, held against each other, and the sign-offs.

    A missing file stands for its defaults; where no `sign_offs_file` is given, nothing is signed.
    Where `connectors` are given, the sources have to be among them. Raises OrganisationError with
    every fault of every file.
    """
    return read_checked(folder, sign_offs_file, connectors).organisation


def read_checked(
    folder: Path,
    sign_offs_file: Path | None = None,
    connectors: Collection[str] | None = None,
    check_trigger: Check | None = None,
    check_evidence: Check | None = None,
) -> Declared:
    """Return what `read_organisation` does, with the place of every entry.

    Triggers and evidence queries are held against the checks that are given.
    """
    declared = read_declared(folder, sign_offs_file)
    found = check_organisation(declared, check_trigger, check_evidence, connectors)
    faults = [*declared.faults, *found]
    if faults:
        raise OrganisationError(faults)
    return declared
