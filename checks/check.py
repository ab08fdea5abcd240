"""What a check is: a claim about the warehouse, and the query that finds what contradicts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assets.lib.disclosure import hides_people
from assets.lib.errors import UserError
from assets.lib.outcome import CheckOutcome, Severity
from assets.lib.stream import WITHHELD

if TYPE_CHECKING:
    import duckdb

SAMPLE_ROWS = 5
"""Failing rows that a check shows."""


class ChecksFailed(UserError):
    """Publication is blocked; the message has a line per failed check."""


@dataclass(frozen=True)
class QueryCheck:
    """A claim about a table (`schema.table`): the rows that `query` returns contradict it.

    `broken_by` is a statement that makes the claim false; a test runs it and sees the check fail.
    """

    name: str
    asset: str
    claim: str
    query: str
    severity: Severity = "error"
    broken_by: str = ""

    @property
    def schema(self) -> str:
        return self.asset.split(".")[0]

    def run(self, connection: duckdb.DuckDBPyConnection) -> CheckOutcome:
        """Return what the query found, with a sample of the failing rows."""
        relation = connection.sql(self.query)
        rows = relation.fetchall()
        sample = "; ".join(
            ", ".join(f"{n}={value}" for n, value in zip(relation.columns, row, strict=True))
            for row in rows[:SAMPLE_ROWS]
        )
        if self.schema == "raw" and hides_people(connection):
            sample = WITHHELD
        return CheckOutcome(
            name=self.name,
            asset=self.asset.split(".")[1],
            passed=not rows,
            severity=self.severity,
            description=self.claim,
            detail=f"{len(rows)} rows, such as {sample}" if rows else "",
            failing_rows=len(rows),
        )
