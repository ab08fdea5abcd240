"""The content of the simulated organisation: what is written, by whom, and when it goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from pipelines.demo.world.cast import (
    BLOG,
    CONTENT_AGENT,
    CONTENT_ARCHITECT,
    CONTENT_EDITORS,
    PRODUCTION_WORKFLOWS,
)
from pipelines.demo.world.chance import stream, whole
from pipelines.demo.world.events import VOICE_DRIFT_WEEK
from pipelines.demo.world.phrases import compose_body, compose_title
from pipelines.demo.world.placements import Placement, place
from pipelines.demo.world.story import Week
from pipelines.demo.world.timeline import WEEKS, after_weeks, in_office

_FIRST_POST_ID = 118
_ALONE, _TOGETHER = 0.65, 0.43
_ABANDONED_EVERY = 6
"""Weeks; so often is a draft begun that never goes out."""
_NEVER = after_weeks(WEEKS + 50)
_WITH_IMAGE = 0.4


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
    """Return every piece, also those that are still to go out after the last export."""
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
            piece = _produce(random, week, post_id, title, published_at)
            pieces.append(replace(piece, body=_write(seed, week, piece)))
        if week.index % _ABANDONED_EVERY == _ABANDONED_EVERY - 1:
            pieces[-1] = replace(pieces[-1], published_at=_NEVER, placements=())
    return pieces


def _write(seed: int, week: Week, piece: Piece) -> str:
    """Return the text, from random numbers of its own: a word more changes no other piece."""
    random = stream(seed, f"body of {piece.post_id}")
    return compose_body(random, piece.produced_by, is_loud=week.index >= VOICE_DRIFT_WEEK)


def _produce(random: Random, week: Week, post_id: int, title: str, published_at: datetime) -> Piece:
    produced_by = _producer(random, week.agent_share)
    days = random.randrange(6, 16) if produced_by == "human" else random.randrange(1, 4)
    return Piece(
        post_id=post_id,
        image_id=post_id + 1 if random.random() < _WITH_IMAGE else None,
        title=title,
        body="",
        workflow=random.choice((*PRODUCTION_WORKFLOWS, PRODUCTION_WORKFLOWS[0])),
        produced_by=produced_by,
        author=random.choice((*CONTENT_EDITORS, *CONTENT_EDITORS, CONTENT_ARCHITECT)).email,
        created_at=published_at - timedelta(days=days, minutes=random.randrange(600)),
        published_at=published_at,
        placements=place(random, week, post_id, published_at),
    )


def _producer(random: Random, agent_share: float) -> str:
    drawn = random.random()
    if drawn < agent_share * _ALONE:
        return "agent"
    return "hybrid" if drawn < agent_share * (_ALONE + _TOGETHER) else "human"
