"""What people say of an agent's output: mostly yes, and less so once it has drifted."""

from __future__ import annotations

from random import Random

from pipelines.demo.world.cast import Agent
from pipelines.demo.world.events import has_drifted

_VERDICTS = ("approved", "edited", "rejected")
_USUAL = (82, 14, 4)
_DRIFTED = (34, 46, 20)
_ESCALATED = (66, 24, 10)


def draw_verdict(random: Random, agent: Agent, week: int, *, escalated: bool = False) -> str:
    """Return approved, edited or rejected."""
    usual = _DRIFTED if has_drifted(agent, week) else _USUAL
    return random.choices(_VERDICTS, _ESCALATED if escalated else usual)[0]
