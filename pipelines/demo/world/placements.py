"""Where each variant of a piece is posted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from pipelines.demo.world.chance import whole
from pipelines.demo.world.story import Week
from pipelines.demo.world.timeline import at_local, week_start

VARIANTS = (
    ("cfo", "persona"),
    ("operations-lead", "persona"),
    ("enterprise", "segment"),
    ("mid-market", "segment"),
    ("de-DE", "locale"),
)
"""What a piece may be made for, apart from everybody; the ids and kinds of the variants."""
CHANNELS = ("web", "email", "linkedin", "instagram", "youtube")
_FILL = 0.94
_POSTED_AGAIN = 0.04
_NOTICED = 0.8
_ENGAGEMENTS_ARRIVE_WITHIN = timedelta(days=21)


@dataclass(frozen=True)
class Placement:
    """A variant of a piece on a channel; variant and kind are empty for the one for everybody."""

    publication_id: str
    variant: str
    kind: str
    channel: str
    at: datetime
    engagements: int

    def engagements_until(self, at: datetime) -> int:
        """Return how many there have been by then: they arrive evenly over three weeks."""
        arrived = min(max((at - self.at) / _ENGAGEMENTS_ARRIVE_WITHIN, 0), 1)
        return int(self.engagements * arrived)


def place(
    random: Random, week: Week, post_id: int, published_at: datetime
) -> tuple[Placement, ...]:
    """Return where a piece goes: most variants on most channels at once, a few again later."""
    variants = [("", ""), *random.sample(VARIANTS, _some(random, week.variants, len(VARIANTS)))]
    count = _some(random, week.channels, len(CHANNELS) - 1)
    channels = [CHANNELS[0], *random.sample(CHANNELS[1:], count)]
    placements: list[Placement] = []
    week_end = at_local(week_start(week.index + 1), 0)
    for variant, kind in variants:
        for channel in channels:
            first = (variant, channel) == ("", CHANNELS[0])
            if not first and random.random() > _FILL:
                continue
            delay = timedelta(0) if first else timedelta(minutes=random.randrange(20, 3000))
            at = min(published_at + delay, week_end - timedelta(hours=2))
            publication_id = f"pub-{post_id}-{len(placements) + 1}"
            engagements = int(random.expovariate(1 / 40)) * (random.random() < _NOTICED)
            placements.append(Placement(publication_id, variant, kind, channel, at, engagements))
    if random.random() < _POSTED_AGAIN:
        placements.append(_post_again(random, post_id, placements[-1], len(placements)))
    return tuple(placements)


def _post_again(random: Random, post_id: int, earlier: Placement, number: int) -> Placement:
    at = earlier.at + timedelta(days=random.randrange(10, 25))
    return Placement(
        f"pub-{post_id}-{number + 1}", earlier.variant, earlier.kind, earlier.channel, at, 3
    )


def _some(random: Random, mean: float, most: int) -> int:
    """Return how many come on top of the first, so that the mean is kept."""
    beyond = max(mean - 1, 0)
    count = whole(random, beyond)
    spread = random.choice((-1, 0, 0, 1)) if 1 <= count < most else 0
    return min(max(count + spread, 0), most)
