"""The outputs that may be audited, and the defaults of a sample, from the published snapshot."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assets.lib.governance.audit.sampling import Candidate

if TYPE_CHECKING:
    import duckdb

_CANDIDATES = """
    select agent, workflow, channel, subject_type, subject_key, title, author
    from audit_candidate where week_start = ?
"""


def offered_weeks(connection: duckdb.DuckDBPyConnection) -> list[date]:
    """Return the weeks that a sample can be drawn of, the newest first."""
    found = connection.execute(
        "select distinct week_start from audit_candidate order by week_start desc"
    ).fetchall()
    return [week for (week,) in found]


def read_candidates(connection: duckdb.DuckDBPyConnection, week: date) -> list[Candidate]:
    """Return the outputs of that week."""
    return [Candidate(*row) for row in connection.execute(_CANDIDATES, [week]).fetchall()]


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
