"""What an organisation declares about itself, one module a file of `data/org/`."""

from assets.organisation.declarations.actors import ActorsFile
from assets.organisation.declarations.agents import (
    Agent,
    AgentsFile,
    AgentVersion,
    EscalationTrigger,
)
from assets.organisation.declarations.aliases import AliasesFile, CampaignAlias
from assets.organisation.declarations.annotations import Annotation, AnnotationsFile
from assets.organisation.declarations.brand_voice import (
    BrandVoice,
    BrandVoiceExample,
    BrandVoiceFile,
    ForbiddenPattern,
)
from assets.organisation.declarations.functions import Function, FunctionsFile
from assets.organisation.declarations.organisation import Baseline, OrganisationFile
from assets.organisation.declarations.people import PeopleFile, Person
from assets.organisation.declarations.plan import Milestone, Phase, PlanFile
from assets.organisation.declarations.playbooks import Playbook, PlaybookFrontMatter
from assets.organisation.declarations.roles import Role, RolesFile
from assets.organisation.declarations.sign_offs import SignOff
from assets.organisation.declarations.sources import AccountDeclaration, Source, SourcesFile
from assets.organisation.declarations.targets import Target, TargetsFile
from assets.organisation.declarations.values import Day, KpiId, Timezone
from assets.organisation.declarations.workflows import (
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
