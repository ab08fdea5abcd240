"""Who has signed the weekly reviews of the simulated organisation's agents."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from assets.declarations.sign_offs.model import SignOff
from pipelines.demo.world.cast import AGENTS, AI_OPS_ARCHITECT
from pipelines.demo.world.timeline import WEEKS, at_local, week_start

FIRST_SIGNED_WEEK = 16
"""The first week that ends in the last phase of the plan: reviews are signed from then on."""
_ON_LEAVE = (24, 25)
"""Two weeks in which nobody signed."""


def write_sign_offs(file: Path) -> None:
    """Write a sign-off per agent and reviewed week, on the Tuesday after it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    weeks = [week for week in range(FIRST_SIGNED_WEEK, WEEKS) if week not in _ON_LEAVE]
    signed = [_sign_off(agent.name, week) for week in weeks for agent in AGENTS]
    file.write_text("".join(f"{line.model_dump_json()}\n" for line in signed), encoding="utf-8")


def _sign_off(agent: str, week: int) -> SignOff:
    return SignOff(
        agent=agent,
        week_start=week_start(week),
        signed_by=AI_OPS_ARCHITECT.email,
        signed_at=at_local(week_start(week + 1) + timedelta(days=1), 10),
        snapshot="demo",
    )
