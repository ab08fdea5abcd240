"""The content of the simulated organisation: pieces, their variants, and where each went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from pipelines.demo.cast import (
    BLOG,
    CONTENT_AGENT,
    CONTENT_ARCHITECT,
    CONTENT_EDITORS,
    PRODUCTION_WORKFLOWS,
)
from pipelines.demo.chance import stream, whole
from pipelines.demo.phrases import compose_body, compose_title
from pipelines.demo.story import Week
from pipelines.demo.timeline import at_local, in_office, week_start

VARIANTS = (
    ("cfo", "persona"),
    ("operations-lead", "persona"),
    ("enterprise", "segment"),
    ("mid-market", "segment"),
    ("de-DE", "locale"),
)
"""What a piece may be made for, apart from everybody; the ids and kinds of the variants."""
CHANNELS = ("web", "email", "linkedin", "instagram", "youtube")
_FIRST_POST_ID = 118
_FILL = 0.94
_POSTED_AGAIN = 0.04
_ALONE, _TOGETHER = 0.65, 0.43
_ABANDONED_EVERY = 6
"""Weeks; so often is a draft begun that never goes out."""
_NEVER = after_weeks(WEEKS + 50)
_WITH_IMAGE = 0.4
_NOTICED = 0.8


@dataclass(frozen=True)
class Placement:
    """A variant of a piece on a channel; variant and kind are empty for the one for everybody."""

    publication_id: str
    variant: str
    kind: str
    channel: str
    at: datetime
    engagements: int


@dataclass(frozen=True)
class Piece:
    """A post of the blog; `image_id` is its picture's post id, where it has one."""

    post_id: int
    image_id: int | None
    title: str
    body: str
    workflow: str
    produced_by: str
    author: str
    created_at: datetime
    published_at: datetime
    placements: tuple[Placement, ...]

    @property
    def slug(self) -> str:
        """The title as an address shows it."""
        words = "".join(c if c.isalnum() else " " for c in self.title.lower())
        return "-".join(words.split())

    @property
    def url(self) -> str:
        """Where it can be read."""
        return f"{BLOG}/{self.slug}/"

    @property
    def key(self) -> str:
        """The piece as other tools refer to it: connector, site and post."""
        return f"wordpress:{BLOG}#{self.post_id}"

    @property
    def agent(self) -> str | None:
        """The agent that had a part in it, where one had."""
        return None if self.produced_by == "human" else CONTENT_AGENT.name


def produce_pieces(seed: int, weeks: Sequence[Week]) -> list[Piece]:
    """Return every piece, in the order of publication; those of the week to come are scheduled."""
    random = stream(seed, "pieces")
    pieces: list[Piece] = []
    taken: set[str] = set()
    post_id = _FIRST_POST_ID
    for week in weeks:
        for published_at in sorted(
            in_office(random, week.index) for _ in range(whole(random, week.pieces))
        ):
            post_id += random.choice((2, 2, 3, 4))
            title = compose_title(random, taken)
            taken.add(title)
            pieces.append(_produce(random, week, post_id, title, published_at))
    return pieces


def _produce(random: Random, week: Week, post_id: int, title: str, published_at: datetime) -> Piece:
    produced_by = _producer(random, week.agent_share)
    days = random.randrange(6, 16) if produced_by == "human" else random.randrange(1, 4)
    return Piece(
        post_id=post_id,
        image_id=post_id + 1 if random.random() < _WITH_IMAGE else None,
        title=title,
        body=compose_body(random, produced_by),
        workflow=random.choice((*PRODUCTION_WORKFLOWS, PRODUCTION_WORKFLOWS[0])),
        produced_by=produced_by,
        author=random.choice((*CONTENT_EDITORS, *CONTENT_EDITORS, CONTENT_ARCHITECT)).email,
        created_at=published_at - timedelta(days=days, minutes=random.randrange(600)),
        published_at=published_at,
        placements=_place(random, week, post_id, published_at),
    )


def _producer(random: Random, agent_share: float) -> str:
    drawn = random.random()
    if drawn < agent_share * _ALONE:
        return "agent"
    return "hybrid" if drawn < agent_share * (_ALONE + _TOGETHER) else "human"


def _place(
    random: Random, week: Week, post_id: int, published_at: datetime
) -> tuple[Placement, ...]:
    """Put most variants on most channels within the week, and a few things up again later."""
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
