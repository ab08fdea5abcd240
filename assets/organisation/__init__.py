"""What the organisation declares, read from `data/org/*.yml`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from assets.organisation.declarations import (
    ActorsFile,
    AgentsFile,
    AliasesFile,
    AnnotationsFile,
    BrandVoice,
    FunctionsFile,
    OrganisationFile,
    PeopleFile,
    PlanFile,
    Playbook,
    RolesFile,
    SignOff,
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
    "functions": FunctionsFile,
    "workflows": WorkflowsFile,
    "roles": RolesFile,
    "people": PeopleFile,
    "agents": AgentsFile,
    "plan": PlanFile,
    "annotations": AnnotationsFile,
}


@dataclass(frozen=True)
class Organisation:
    """All declarations together."""

    organisation: OrganisationFile = OrganisationFile()
    targets: TargetsFile = TargetsFile()
    sources: SourcesFile = SourcesFile()
    actors: ActorsFile = ActorsFile()
    aliases: AliasesFile = AliasesFile()
    functions: FunctionsFile = FunctionsFile()
    workflows: WorkflowsFile = WorkflowsFile()
    roles: RolesFile = RolesFile()
    people: PeopleFile = PeopleFile()
    agents: AgentsFile = AgentsFile()
    plan: PlanFile = PlanFile()
    annotations: AnnotationsFile = AnnotationsFile()
    playbooks: tuple[Playbook, ...] = ()
    brand_voice: BrandVoice | None = None
    sign_offs: tuple[SignOff, ...] = ()

    def fingerprint(self) -> str:
        """Return a text that changes whenever a declaration does."""
        files = {name: getattr(self, name).model_dump(mode="json") for name in FILES}
        beside = {
            "playbooks": [playbook.model_dump(mode="json") for playbook in self.playbooks],
            "brand_voice": self.brand_voice and self.brand_voice.model_dump(mode="json"),
            "sign_offs": [sign_off.model_dump(mode="json") for sign_off in self.sign_offs],
        }
        return json.dumps(files | beside, sort_keys=True)


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
