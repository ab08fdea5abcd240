"""analysis.attention: what calls for people now, the most urgent first.

Queries in `attention_kinds/` over any table find it; the seed attention_kind has a row per kind.
What a query gives is true in the newest complete week, or on the reporting day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assets.lib.analysis import (
    ALL_ANALYSES,
    ALL_MARTS,
    Analysis,
    Frames,
    analysis_table,
    to_frame,
)
from assets.lib.stream import Column, ColumnType

if TYPE_CHECKING:
    import duckdb

KINDS = Path(__file__).parent / "attention_kinds"
"""Queries of kind, subject, headline, evidence, owned_by and since_on, a row per call for people.

A query may give its rows a next_step of their own; otherwise the one of the kind holds. `is raised
by` in the head of a query is a statement after which it gives a row of the kind, where the demo
has none.
"""

_TABLE = analysis_table(
    "attention",
    "One row per kind and subject of what calls for people, the most urgent first.",
    ("kind", "subject"),
    (
        Column("attention_rank", ColumnType.WHOLE, "1 is the most urgent", required=True),
        Column("kind", ColumnType.TEXT, "A kind of attention_kind", required=True),
        Column("urgency", ColumnType.TEXT, "act, decide or watch", required=True),
        Column("subject", ColumnType.TEXT, "What it is about", required=True),
        Column("headline", ColumnType.TEXT, "What is the matter", required=True),
        Column("evidence", ColumnType.TEXT, "What shows it, or what is missing"),
        Column("owned_by", ColumnType.TEXT, "Who answers for it, where that is declared"),
        Column("since_on", ColumnType.DAY, "Since when"),
        Column("age_days", ColumnType.COUNT, "Days from then to the reporting day"),
        Column("next_step", ColumnType.TEXT, "What to do about it"),
        Column("page", ColumnType.TEXT, "The page that shows more", required=True),
    ),
)

_KINDS = """
    select kind, urgency, kind_order, next_step, page from seeds.attention_kind order by kind_order
"""
_URGENCIES = ("act", "decide", "watch")


@dataclass(frozen=True)
class _Kind:
    name: str
    urgency: str
    order: int
    next_step: str
    page: str


@dataclass(frozen=True)
class _Call:
    """Something that calls for people, as a query gives it."""

    kind: str
    subject: str
    headline: str
    evidence: str | None
    owned_by: str | None
    since_on: date | None
    next_step: str | None = None


def _compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    [(today,)] = connection.execute("select as_of_on from marts.reporting_state").fetchall()
    kinds = {row[0]: _Kind(*row) for row in connection.execute(_KINDS).fetchall()}
    calls = [(kinds[call.kind], call) for call in _read_calls(connection)]
    calls.sort(key=lambda of_kind: _urgency_and_age(of_kind[0], of_kind[1], today))
    rows = [(rank, *_row(kind, call, today)) for rank, (kind, call) in enumerate(calls, start=1)]
    return {_TABLE.name: to_frame(_TABLE, rows)}


def _read_calls(connection: duckdb.DuckDBPyConnection) -> Iterator[_Call]:
    for path in sorted(KINDS.glob("*.sql")):
        found = connection.sql(path.read_text(encoding="utf-8"))
        for row in found.fetchall():
            yield _Call(**dict(zip(found.columns, row, strict=True)))


def _urgency_and_age(kind: _Kind, call: _Call, today: date | None) -> tuple[Any, ...]:
    """Sort by urgency and kind, then by age; what has no beginning comes last."""
    age = _age_days(call, today)
    return _URGENCIES.index(kind.urgency), kind.order, -(-1 if age is None else age), call.subject


def _row(kind: _Kind, call: _Call, today: date | None) -> tuple[Any, ...]:
    return (
        *(kind.name, kind.urgency, call.subject, call.headline, call.evidence, call.owned_by),
        *(call.since_on, _age_days(call, today), call.next_step or kind.next_step),
        _page(kind, call),
    )


def _page(kind: _Kind, call: _Call) -> str:
    """Return the path of the page; that of a KPI is its id, with which its subjects begin."""
    return call.subject.split(",", maxsplit=1)[0] if kind.page == "kpi" else kind.page


def _age_days(call: _Call, today: date | None) -> int | None:
    if call.since_on is None or today is None:
        return None
    return max((today - call.since_on).days, 0)


ANALYSIS = Analysis(
    "attention",
    (_TABLE,),
    (
        *("seeds.attention_kind", "seeds.parameter", "seeds.kpi_definition"),
        *("seeds.kpi_counter_metric", "analysis.plan_milestone", "analysis.plan_evidence"),
        ALL_MARTS,
        ALL_ANALYSES,
    ),
    _compute,
)
