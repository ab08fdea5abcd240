"""The kinds of work that people do, and how each shows in the tracker."""

from __future__ import annotations

from dataclasses import dataclass

JUDGMENT = "judgment"
OVERSIGHT = "oversight"
EXECUTION = "execution"


@dataclass(frozen=True)
class Kind:
    """Work of one kind; `labels` are what tells it, and without one the issue type does."""

    work: str
    issue_type: str
    labels: tuple[str, ...]
    workflows: tuple[str, ...]
    summaries: tuple[str, ...]


_STRATEGY = Kind(
    JUDGMENT,
    "Story",
    ("strategy",),
    ("brand_strategy", "market_planning"),
    (
        "Decide the positioning for {}",
        "Set the objectives for {}",
        "Choose what we stop doing in {}",
        "Agree the budget split for {}",
    ),
)
_DIRECTION = Kind(
    JUDGMENT,
    "Story",
    ("creative-direction",),
    ("creative_direction", "campaign_architecture"),
    ("Set the creative idea for {}", "Choose the story arc for {}", "Settle the look of {}"),
)
_RELATIONSHIP = Kind(
    JUDGMENT,
    "Task",
    ("relationship",),
    ("partner_relations", "community_relations"),
    ("Talk to three customers about {}", "Meet the partner on {}", "Host the round table on {}"),
)
_REVIEW = Kind(
    OVERSIGHT,
    "Review",
    (),
    ("content_production", "social_media", "email_sequences", "design_production"),
    ("Review this week's output for {}", "Audit a sample of {}"),
)
_OUTPUT_REVIEW = Kind(
    OVERSIGHT,
    "Task",
    ("output-review",),
    ("content_production", "nurture_sequences", "ad_budget_optimization", "reporting"),
    ("Check the agents' drafts on {}", "Spot-check what went out on {}"),
)
_AGENT_MANAGEMENT = Kind(
    OVERSIGHT,
    "Task",
    ("agent-management",),
    ("ad_budget_optimization", "content_production", "lead_qualification", "distribution"),
    ("Refine the prompts for {}", "Update the playbook for {}", "Set the escalation limits for {}"),
)
_EXECUTION = Kind(
    EXECUTION,
    "Task",
    ("execution",),
    (
        "content_production",
        "content_production",
        "email_sequences",
        "social_media",
        "seo",
        "reporting",
        "ad_budget_optimization",
        "lead_qualification",
        "nurture_sequences",
        "design_production",
        "distribution",
    ),
    (
        "Write the draft on {}",
        "Build the e-mail on {}",
        "Schedule the posts on {}",
        "Update the report on {}",
        "Resize the images for {}",
        "Upload the list for {}",
        "Fix the tracking of {}",
    ),
)
_UNLABELLED_EXECUTION = Kind(EXECUTION, "Task", (), _EXECUTION.workflows, _EXECUTION.summaries)
EXCEPTION = Kind(
    JUDGMENT,
    "Task",
    ("exception-handling",),
    ("ad_budget_optimization",),
    ("Rule on the escalation of {}",),
)
KINDS = {
    JUDGMENT: (_STRATEGY, _STRATEGY, _DIRECTION, _DIRECTION, _RELATIONSHIP),
    OVERSIGHT: (_REVIEW, _OUTPUT_REVIEW, _AGENT_MANAGEMENT),
    EXECUTION: (_EXECUTION, _EXECUTION, _EXECUTION, _UNLABELLED_EXECUTION),
}
AGENT_KIND = _EXECUTION
TOPICS = (
    "the spring launch",
    "the annual benchmark",
    "the partner programme",
    "finance leaders",
    "operations leaders",
    "the pricing page",
    "the webinar series",
    "customer stories",
    "the migration guide",
    "the newsletter",
    "the product tour",
    "the German market",
    "the Nordic market",
    "the agency brief",
)
