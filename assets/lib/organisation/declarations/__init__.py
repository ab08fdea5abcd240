"""What an organisation declares about itself, one module a file of `data/org/`."""

from assets.lib.organisation.declarations.actors import ActorsFile
from assets.lib.organisation.declarations.agents import (
    Agent,
    AgentsFile,
    AgentVersion,
    EscalationTrigger,
)
from assets.lib.organisation.declarations.aliases import AliasesFile, CampaignAlias
from assets.lib.organisation.declarations.annotations import Annotation, AnnotationsFile
from assets.lib.organisation.declarations.brand_voice import (
    BrandVoice,
    BrandVoiceExample,
    BrandVoiceFile,
    ForbiddenPattern,
)
from assets.lib.organisation.declarations.functions import Function, FunctionsFile
from assets.lib.organisation.declarations.organisation import Baseline, OrganisationFile
from assets.lib.organisation.declarations.people import PeopleFile, Person
from assets.lib.organisation.declarations.plan import Milestone, Phase, PlanFile
from assets.lib.organisation.declarations.playbooks import Playbook, PlaybookFrontMatter
from assets.lib.organisation.declarations.roles import Role, RolesFile
from assets.lib.organisation.declarations.sign_offs import SignOff
from assets.lib.organisation.declarations.sources import AccountDeclaration, Source, SourcesFile
from assets.lib.organisation.declarations.targets import Target, TargetsFile
from assets.lib.organisation.declarations.values import Day, KpiId, Timezone
from assets.lib.organisation.declarations.workflows import (
    DeclaredLevel,
    TargetLevel,
    Workflow,
    WorkflowsFile,
)

__all__ = [
    "AccountDeclaration",
    "ActorsFile",
    "Agent",
    "AgentVersion",
    "AgentsFile",
    "AliasesFile",
    "Annotation",
    "AnnotationsFile",
    "Baseline",
    "BrandVoice",
    "BrandVoiceExample",
    "BrandVoiceFile",
    "CampaignAlias",
    "Day",
    "DeclaredLevel",
    "EscalationTrigger",
    "ForbiddenPattern",
    "Function",
    "FunctionsFile",
    "KpiId",
    "Milestone",
    "OrganisationFile",
    "PeopleFile",
    "Person",
    "Phase",
    "PlanFile",
    "Playbook",
    "PlaybookFrontMatter",
    "Role",
    "RolesFile",
    "SignOff",
    "Source",
    "SourcesFile",
    "Target",
    "TargetLevel",
    "TargetsFile",
    "Timezone",
    "Workflow",
    "WorkflowsFile",
]
