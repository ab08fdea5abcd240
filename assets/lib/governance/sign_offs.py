"""Signs off an agent's weekly review: one line of an append-only file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assets.declarations.sign_offs.model import SignOff
from assets.lib.append_only import append_durably

if TYPE_CHECKING:
    import duckdb


class SignOffRefused(Exception):
    """There is no such review to sign, or nobody of that name; the message says what there is."""


@dataclass(frozen=True)
class Review:
    """The weekly review that somebody wants to sign."""

    agent: str
    week_start: date


def check_sign_off(
    connection: duckdb.DuckDBPyConnection, review: Review, person: str, people: Collection[str]
) -> None:
    """Check a sign-off against the published reviews and the declared people.

    Raises SignOffRefused; where no people are declared anybody may sign.
    """
    found = connection.execute(
        "select week_start, is_complete from agent_review_weekly where agent = ? order by 1",
        [review.agent],
    ).fetchall()
    if not found:
        agents = connection.execute(
            "select distinct agent from agent_review_weekly order by 1"
        ).fetchall()
        known = ", ".join(agent for (agent,) in agents) or "none: no agent has run"
        raise SignOffRefused(f"no review is of agent {review.agent!r}; the agents are {known}")
    complete = [week for week, is_complete in found if is_complete]
    if review.week_start not in complete:
        state = "is not complete yet" if (review.week_start, False) in found else "has no review"
        allowed = f"{complete[0]} to {complete[-1]}" if complete else "none yet"
        raise SignOffRefused(
            f"the week of {review.week_start} {state} for {review.agent}; "
            f"the weeks that can be signed are {allowed}"
        )
    if people and person not in people:
        raise SignOffRefused(
            f"{person!r} is not in people.yml; those who are: {', '.join(sorted(people))}"
        )


def append_sign_off(path: Path, sign_off: SignOff) -> None:
    """Append the sign-off to the file, and return once the line is on the disk.

    The next run publishes it.
    """
    append_durably(path, f"{sign_off.model_dump_json()}\n")


def make_sign_off(review: Review, person: str, snapshot: str, note: str | None) -> SignOff:
    """Return the sign-off of this moment, in the snapshot that the person has read."""
    return SignOff(
        agent=review.agent,
        week_start=review.week_start,
        signed_by=person,
        signed_at=datetime.now(tz=UTC),
        snapshot=snapshot,
        note=note,
    )
