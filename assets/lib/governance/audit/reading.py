"""What a sample is drawn from, by the published snapshot, and by whom it may be audited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from assets.lib.governance.audit.sampling import Candidate
from assets.lib.organisation.declarations import PeopleFile

if TYPE_CHECKING:
    import duckdb

_CANDIDATES = """
    select agent, workflow, channel, subject_type, subject_key, title, author
    from audit_candidate where week_start = ?
"""


@dataclass(frozen=True)
class Reviewers:
    """Who may audit: those who had learnt to by the end of the week, else everybody."""

    people: tuple[str, ...]
    are_trained: bool


def offered_weeks(connection: duckdb.DuckDBPyConnection) -> list[date]:
    """Return the weeks that a sample can be drawn of, the newest first."""
    found = connection.execute(
        "select distinct week_start from audit_candidate order by week_start desc"
    ).fetchall()
    return [week for (week,) in found]


def read_candidates(connection: duckdb.DuckDBPyConnection, week: date) -> list[Candidate]:
    """Return the outputs of that week."""
    return [Candidate(*row) for row in connection.execute(_CANDIDATES, [week]).fetchall()]


def choose_reviewers(declared: PeopleFile, week: date) -> Reviewers:
    """Return who was there at the end of that week and may audit."""
    end = week + timedelta(weeks=1)
    here = [
        person
        for person in declared.people
        if (person.from_ is None or person.from_ < end)
        and (person.until is None or person.until >= end)
    ]
    trained = [p.person for p in here if p.trained_on is not None and p.trained_on < end]
    return Reviewers(tuple(trained or [p.person for p in here]), bool(trained))


def default_size(connection: duckdb.DuckDBPyConnection) -> int:
    """Return how many audits a sample has where nobody asks for another number."""
    [(size,)] = connection.execute(
        "select value from parameter where parameter = 'audit_sample_size'"
    ).fetchall()
    return int(size)


def organisation_name(connection: duckdb.DuckDBPyConnection) -> str:
    """Return the name that seeds the draw."""
    [(name,)] = connection.execute("select organisation_name from snapshot_info").fetchall()
    return str(name)
