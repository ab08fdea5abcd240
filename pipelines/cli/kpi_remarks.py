"""What a reader of the KPIs has to know beside their numbers, in a line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any

from assets.snapshot.sentences import (
    Verdict,
    WaitingWeek,
    describe_proposal,
    describe_verdict,
    describe_waiting,
)
from pipelines.cli.formats import format_value
from pipelines.cli.output import answer

if TYPE_CHECKING:
    import duckdb

Definitions = Mapping[str, Mapping[str, Any]]
"""The rows of query `kpi/definitions` by KPI."""


def read_definitions(connection: duckdb.DuckDBPyConnection) -> Definitions:
    """Return the newest definition of each KPI, in their display order."""
    return {row["kpi_id"]: row for row in answer(connection, "kpi/definitions").records}


def waiting_lines(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, weeks: int
) -> Iterator[str]:
    """Yield which weeks wait for an account, and which of the newest complete ones went without."""
    rows = answer(connection, "kpi/waiting_weeks", weeks=weeks).records
    found = (WaitingWeek(**row) for row in rows if row["kpi_id"] in definitions)
    for kpi_id, of_kpi in groupby(found, key=lambda week: week.kpi_id):
        yield from (f"{definitions[kpi_id]['name']}: {line}" for line in describe_waiting(of_kpi))


def verdict_lines(connection: duckdb.DuckDBPyConnection, definitions: Definitions) -> Iterator[str]:
    """Yield of each of these KPIs whether its newest week is a signal, and what to re-base."""
    verdicts = {row["kpi_id"]: Verdict(**row) for row in answer(connection, "kpi/verdicts").records}
    for kpi_id in (kpi_id for kpi_id in definitions if kpi_id in verdicts):
        definition, verdict = definitions[kpi_id], verdicts[kpi_id]
        write = partial(format_value, unit=definition["unit"])
        yield f"{definition['name']}: {describe_verdict(verdict, write)}"
        if proposal := describe_proposal(verdict):
            yield f"{definition['name']}: {proposal}"
            yield str(verdict.proposed_annotation)
