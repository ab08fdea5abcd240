"""Who works in the simulated organisation, people and agents, and what they work on."""

from __future__ import annotations

from dataclasses import dataclass

BLOG = "https://blog.demo.example"
DOMAIN = "demo.example"


@dataclass(frozen=True)
class Person:
    """A person, known by what they do; `weight` is the share of judgment that falls to them."""

    email: str
    role: str
    weight: int


def _person(name: str, role: str, weight: int) -> Person:
    return Person(f"{name}@{DOMAIN}", role, weight)


CONTENT_ARCHITECT = _person("content.architect", "Content Systems Architect", 4)
PIPELINE_ORCHESTRATOR = _person("pipeline.orchestrator", "Pipeline Orchestrator", 4)
COMMUNITY_LEAD = _person("community.lead", "Community Intelligence Lead", 3)
AI_OPS_ARCHITECT = _person("ai.ops.architect", "AI Ops Architect", 3)
CREATIVE_DIRECTOR = _person("creative.director", "Creative Director", 5)
CONTENT_EDITORS = (
    _person("content.editor.1", "Content Systems Architect", 1),
    _person("content.editor.2", "Content Systems Architect", 1),
)
CAMPAIGN_SPECIALIST = _person("campaign.specialist.1", "Pipeline Orchestrator", 1)
COMMUNITY_MANAGER = _person("community.manager.1", "Community Intelligence Lead", 1)
DESIGNER = _person("brand.designer.1", "Creative Director", 1)
PEOPLE = (
    CONTENT_ARCHITECT,
    PIPELINE_ORCHESTRATOR,
    COMMUNITY_LEAD,
    AI_OPS_ARCHITECT,
    CREATIVE_DIRECTOR,
    *CONTENT_EDITORS,
    CAMPAIGN_SPECIALIST,
    COMMUNITY_MANAGER,
    DESIGNER,
)

BID_AGENT = f"bid-agent@{DOMAIN}"
"""How the agent signs in Google Ads; everywhere else it has its plain name."""
AUTOMATIC_RULE = "Automatically applied recommendations"
CRM_SYNC = f"crm-sync@{DOMAIN}"
SCORE_RULE = "lead-score-rule"


@dataclass(frozen=True)
class Agent:
    """An agent: its workflow, its model, and its part of all runs, before and after."""

    name: str
    workflow: str
    model: str
    runs_before: int
    runs_after: int
    owner: Person


CONTENT_AGENT = Agent("content-agent", "content_production", "demo-large", 5, 4, CONTENT_ARCHITECT)
DESIGN_AGENT = Agent("design-agent", "design_production", "demo-large", 1, 3, CREATIVE_DIRECTOR)
DISTRIBUTION_AGENT = Agent("distribution-agent", "distribution", "demo-small", 1, 4, COMMUNITY_LEAD)
AGENTS = (
    Agent("bid-agent", "ad_budget_optimization", "demo-small", 2, 5, PIPELINE_ORCHESTRATOR),
    CONTENT_AGENT,
    DESIGN_AGENT,
    DISTRIBUTION_AGENT,
    Agent("intent-agent", "lead_qualification", "demo-large", 3, 4, PIPELINE_ORCHESTRATOR),
    Agent("nurture-agent", "nurture_sequences", "demo-large", 1, 3, PIPELINE_ORCHESTRATOR),
    Agent("reporting-agent", "reporting", "demo-small", 2, 2, AI_OPS_ARCHITECT),
)

PRODUCTION_WORKFLOWS = ("content_production", "email_sequences", "social_media", "seo")
"""The workflows whose output is a piece of content."""
