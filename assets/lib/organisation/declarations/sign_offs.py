"""One line of governance/sign_offs.jsonl."""

from __future__ import annotations

from assets.lib.organisation.declarations.values import Instant, Monday, Name
from assets.lib.organisation.reading import Declaration


class SignOff(Declaration):
    """Somebody has read an agent's weekly review: who, when, and in which snapshot."""

    agent: Name
    week_start: Monday
    signed_by: Name
    signed_at: Instant
    snapshot: Name
    note: str | None = None
