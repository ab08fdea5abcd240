"""All declarations together, and the files that they come from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from assets.lib.organisation.declarations import (
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
from assets.lib.organisation.reading import Declaration

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

DEFAULTS = {name: Path(__file__).parent / "defaults" / f"{name}.yml" for name in ("roles", "plan")}
"""What holds where the organisation has no file of that name."""


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
