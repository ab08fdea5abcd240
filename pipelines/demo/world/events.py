"""What goes wrong in the simulated organisation, and has to be found in the week it does."""

from __future__ import annotations

from pipelines.demo.world.cast import (
    CAMPAIGN_SPECIALIST,
    COMMUNITY_MANAGER,
    CONTENT_AGENT,
    DESIGNER,
    Agent,
)

QUALITY_DRIFT_WEEK = 20
"""The week, counted from 0, from which on one agent's work is worse."""
DRIFTING_AGENT = CONTENT_AGENT
_QUALITY_LEFT = 0.72

VOICE_DRIFT_WEEK = 22
"""The week, counted from 0, from which on what agents write no longer sounds like the brand."""

LAST_UNAIDED_WEEK = 20
"""The last week, counted from 0, in which some people decided anything without AI."""
_NEVER_UNAIDED_AFTER = frozenset(
    p.email for p in (CAMPAIGN_SPECIALIST, COMMUNITY_MANAGER, DESIGNER)
)


def is_never_unaided(person: str, week: int) -> bool:
    """Tell whether the person lets AI assist in everything in that week."""
    return week > LAST_UNAIDED_WEEK and person in _NEVER_UNAIDED_AFTER


def has_drifted(agent: Agent, week: int) -> bool:
    """Tell whether the agent's work is worse in that week than before."""
    return agent is DRIFTING_AGENT and week >= QUALITY_DRIFT_WEEK


def quality_left(agent: Agent, week: int) -> float:
    """Return what is left of the agent's quality in that week, as a factor."""
    return _QUALITY_LEFT if has_drifted(agent, week) else 1.0
