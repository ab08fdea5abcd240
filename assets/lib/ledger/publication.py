"""Compares what is about to be published with what was, and appends it to the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from assets.lib.ledger.compare import Movement, find_movements
from assets.lib.ledger.file import (
    LedgerPublication,
    LedgerValue,
    ValueKey,
    append_publication,
    read_publications,
    read_values,
)
from assets.lib.outcome import CheckOutcome

if TYPE_CHECKING:
    import duckdb

    from assets.lib.settings import Settings
    from assets.snapshot.reader import Published, RunInputs

CHECK = "closed_weeks_keep_their_values"
_CLAIM = "What was published of a closed week moves by no more than the tolerance of its KPI."
_SHOWN = 5
_VALUES = """
    select
        kpi_id, week_start, segment_type, segment, value, numerator, denominator,
        definition_version, is_complete and not is_maturing as is_closed
    from marts.kpi_weekly
    order by all
"""


@dataclass(frozen=True)
class Restatement:
    """The values that are about to be published, and how they differ from those before."""

    previous: LedgerPublication | None
    before: Mapping[ValueKey, LedgerValue]
    values: Sequence[LedgerValue]
    movements: Sequence[Movement]


def compare_with_ledger(connection: duckdb.DuckDBPyConnection, settings: Settings) -> Restatement:
    """Return how the warehouse's KPIs differ from what was published last."""
    values = [LedgerValue(*row) for row in connection.execute(_VALUES).fetchall()]
    publications = read_publications(settings.ledger_file)
    previous = publications[-1] if publications else None
    before = read_values(settings.ledger_file, previous.number) if previous else {}
    movements = find_movements(before, {value.key: value for value in values})
    return Restatement(previous, before, values, movements)


def check_restatement(
    connection: duckdb.DuckDBPyConnection, restatement: Restatement
) -> CheckOutcome:
    """Return a warning where a closed week's total moved by more than its KPI's tolerance."""
    tolerances = dict(
        connection.execute(
            "select kpi_id, max_by(restatement_tolerance, version) from seeds.kpi_definition "
            "group by kpi_id"
        ).fetchall()
    )
    beyond = [
        moved
        for moved in restatement.movements
        if moved.segment_type == "total" and moved.share > tolerances.get(moved.kpi_id, 0.0)
    ]
    shown = "; ".join(
        f"{moved.kpi_id}, week of {moved.week_start}: {moved.before} -> {moved.after}"
        for moved in beyond[:_SHOWN]
    )
    return CheckOutcome(
        name=CHECK,
        asset="kpi_weekly",
        passed=not beyond,
        severity="warn",
        description=_CLAIM,
        detail=f"{len(beyond)} weeks, such as {shown}" if beyond else "",
        failing_rows=len(beyond),
    )


def record_publication(
    settings: Settings, published: Published, restatement: Restatement
) -> LedgerPublication:
    """Append to the ledger what is about to be shown, and return its line."""
    inputs: RunInputs | None = published.inputs
    publication = LedgerPublication(
        number=restatement.previous.number + 1 if restatement.previous else 1,
        run_id=published.run_id,
        published_at=published.published_at,
        as_of=published.as_of,
        inputs=asdict(inputs) if inputs else None,
    )
    append_publication(settings.ledger_file, publication, restatement.values, restatement.before)
    return publication
