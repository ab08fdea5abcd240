"""What happens in each week: from an augmented organisation to a native one, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from pipelines.demo.world.chance import stream, vary
from pipelines.demo.world.timeline import BASELINE_WEEKS, WEEKS

DIP_WEEK = 16
"""The week, counted from 0, in which a model was withdrawn and most agents stood still."""


@dataclass(frozen=True)
class Week:
    """The plan of one week; what is exported scatters around it.

    `hours` are all logged hours of people; the shares of judgment and oversight are of these.
    """

    index: int
    pieces: float
    variants: float
    channels: float
    live_campaigns: float
    launches: float
    launch_hours: float
    optimizations: float
    agent_share: float
    decisions: float
    oversights: float
    executions: float
    agent_items: float
    hours: float
    judgment_time: float
    oversight_time: float
    leads: float
    signal_share: float
    rated_by_agent: float
    runs: float
    escalated_share: float
    error_share: float
    quality: float


@dataclass(frozen=True)
class _Path:
    """From a value before the transition to one after it; `dip` multiplies it in the dip week."""

    before: float
    after: float
    noise: float = 0.0
    dip: float = 1.0

    def at(self, progress: float, random: Random, *, dips: bool) -> float:
        value = self.before + (self.after - self.before) * progress
        return vary(random, value, self.noise) * (self.dip if dips else 1)


_PATHS = {
    "pieces": _Path(8, 14, noise=0.1, dip=0.75),
    "variants": _Path(1.2, 2.55, noise=0.03, dip=0.8),
    "channels": _Path(1.4, 2.45, noise=0.03, dip=0.85),
    "live_campaigns": _Path(6, 20),
    "launches": _Path(0.46, 1.45),
    "launch_hours": _Path(216, 44, noise=0.1),
    "optimizations": _Path(1.0, 4.7, noise=0.07, dip=0.5),
    "agent_share": _Path(0.12, 0.82, noise=0.03, dip=0.5),
    "decisions": _Path(9, 33, noise=0.1, dip=0.9),
    "oversights": _Path(14, 38, noise=0.06),
    "executions": _Path(66, 27, noise=0.05, dip=1.35),
    "agent_items": _Path(3, 42, noise=0.08, dip=0.4),
    "hours": _Path(370, 338, noise=0.025),
    "judgment_time": _Path(0.2, 0.76, noise=0.03, dip=0.8),
    "oversight_time": _Path(0.2, 0.2, noise=0.03),
    "leads": _Path(71, 62, noise=0.06),
    "signal_share": _Path(0.15, 0.51, noise=0.05, dip=0.7),
    "rated_by_agent": _Path(0.4, 0.95, dip=0.6),
    "runs": _Path(11, 116, noise=0.06, dip=0.4),
    "escalated_share": _Path(0.1, 0.085, noise=0.05, dip=2.0),
    "error_share": _Path(0.06, 0.02, noise=0.1, dip=3.0),
    "quality": _Path(0.79, 0.89, noise=0.01, dip=0.85),
}


def plan_weeks(seed: int) -> tuple[Week, ...]:
    """Return the plan of every week, and of the one that follows the last."""
    random = stream(seed, "story")
    return tuple(_plan(index, random) for index in range(WEEKS + 1))


def _plan(index: int, random: Random) -> Week:
    progress = _progress(index)
    values = {
        name: path.at(progress, random, dips=index == DIP_WEEK) for name, path in _PATHS.items()
    }
    return Week(index, **values)


def _progress(index: int) -> float:
    """Return 0 in the baseline, 1 in the last week, and a smooth way between."""
    passed = max(index - BASELINE_WEEKS + 1, 0) / (WEEKS - BASELINE_WEEKS)
    passed = min(passed, 1.0)
    return passed * passed * (3 - 2 * passed)
