"""Who audits what: in turn, nobody twice running for one agent, nobody their own work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import cycle, islice
from zlib import crc32

_DAYS_OF_A_WEEK = 7


def week_block(ring: Sequence[str], agent: str, week: date) -> list[str]:
    """Return whose turn it is with this agent in this week.

    The turn moves on by half of the ring each week, so that two weeks running share nobody. A
    ring of one can't be turned.
    """
    size = max(1, len(ring) // 2)
    weeks = week.toordinal() // _DAYS_OF_A_WEEK
    start = (crc32(agent.encode()) + weeks * size) % len(ring)
    return list(islice(cycle(ring), start, start + size))


def assign(
    ring: Sequence[str], agent: str, week: date, authors: Sequence[str | None]
) -> Iterator[str | None]:
    """Yield a reviewer for each of an agent's outputs, by its author; None where nobody is left.

    Those whose turn it is go round. Of up to three people only one has a turn, and their own work
    is left to be handed to somebody by people.
    """
    block = week_block(ring, agent, week) if ring else []
    turn = 0
    for author in authors:
        free = [p for p in islice(cycle(block), turn, turn + len(block)) if p != author]
        reviewer = next(iter(free), None)
        if reviewer is not None:
            turn = block.index(reviewer) + 1
        yield reviewer
