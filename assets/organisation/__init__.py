"""What the organisation declares, read from `data/org/*.yml`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from assets.organisation.declarations import (
    ActorsFile,
    AliasesFile,
    OrganisationFile,
    SourcesFile,
    TargetsFile,
    WorkflowsFile,
)
from assets.organisation.reading import Declaration, OrganisationError, read_declaration

__all__ = ["FILES", "Organisation", "OrganisationError", "read_organisation"]

FILES: dict[str, type[Declaration]] = {
    "organisation": OrganisationFile,
    "targets": TargetsFile,
    "sources": SourcesFile,
    "actors": ActorsFile,
    "aliases": AliasesFile,
    "workflows": WorkflowsFile,
}


@dataclass(frozen=True)
class Organisation:
    """All declarations together."""

    organisation: OrganisationFile = OrganisationFile()
    targets: TargetsFile = TargetsFile()
    sources: SourcesFile = SourcesFile()
    actors: ActorsFile = ActorsFile()
    aliases: AliasesFile = AliasesFile()
    workflows: WorkflowsFile = WorkflowsFile()

    def fingerprint(self) -> str:
        """Return a text that changes whenever a declaration does."""
        return json.dumps(
            {name: getattr(self, name).model_dump(mode="json") for name in FILES},
            sort_keys=True,
        )


def read_organisation(folder: Path) -> Organisation:
    """Return the declarations in `folder`; a missing file stands for its defaults.

    Raises OrganisationError with every fault of every file.
    """
    faults: list[str] = [
        f"{path.name}: unknown file; the declarations are {', '.join(f'{n}.yml' for n in FILES)}"
        for path in sorted(folder.glob("*.y*ml"))
        if path.stem not in FILES or path.suffix != ".yml"
    ]
    read: dict[str, Declaration] = {}
    for name, model in FILES.items():
        try:
            read[name] = read_declaration(folder / f"{name}.yml", model)
        except OrganisationError as error:
            faults.extend(error.faults)
    if faults:
        raise OrganisationError(faults)
    return Organisation(**read)  # type: ignore[arg-type]  # each value has its file's model
