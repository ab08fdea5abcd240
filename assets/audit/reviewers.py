"""Who audits what: in turn, nobody twice running for one agent, nobody their own work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle, islice
from zlib import crc32

_WEEK = timedelta(weeks=1)


def week_block(ring: Sequence[str], agent: str, week: date) -> list[str]:
    """Return whose turn it is with this agent in this week.

    The turn moves on by half of the ring each week, so that two weeks running share nobody. A
    ring of one can't be turned.
    """
    size = max(1, len(ring) // 2)
    weeks = week.toordinal() // _WEEK.days
    start = (crc32(agent.encode()) + weeks * size) % len(ring)
    return list(islice(cycle(ring), start, start + size))


def assign(
    ring: Sequence[str], agent: str, week: date, authors: Sequence[str | None]
) -> Iterator[str | None]:
    """Yield a reviewer for each of an agent's outputs, by its author; None where nobody is left.

    Those whose turn it is go round; where they are none but the author, somebody else steps in
    whose turn it was not in the week before.
    """
    if not ring:
        yield from (None for _ in authors)
        return
    block = week_block(ring, agent, week)
    before = week_block(ring, agent, week - _WEEK)
    others = [p for p in ring if p not in block and p not in before]
    turn = 0
    for author in authors:
        free = [p for p in islice(cycle(block), turn, turn + len(block)) if p != author]
        free += [p for p in others if p != author]
        reviewer = free[0] if free else None
        if reviewer in block:
            turn = block.index(reviewer) + 1
        yield reviewer
