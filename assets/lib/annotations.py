"""The declared annotations, and from which days on they re-base the charts of what they name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

READS = ("org.annotation", "org.annotation_concern")

_ANNOTATIONS = """
    select
        annotation_number, annotated_on, text, kind, rebases,
        coalesce(list(concern) filter (where concern is not null), [])
    from org.annotation
    left join org.annotation_concern using (annotation_number)
    group by all
    order by annotated_on, annotation_number
"""


@dataclass(frozen=True)
class DeclaredAnnotation:
    """One annotation; without `concerns` it concerns everything."""

    number: int
    on: date
    text: str
    kind: str
    rebases: bool
    concerns: frozenset[str]

    def is_about(self, names: Collection[str]) -> bool:
        """Return whether it concerns anything of these names."""
        return not self.concerns or not self.concerns.isdisjoint(names)


def read_annotations(connection: duckdb.DuckDBPyConnection) -> list[DeclaredAnnotation]:
    """Return all annotations, oldest first."""
    rows = connection.execute(_ANNOTATIONS).fetchall()
    return [
        DeclaredAnnotation(number, on, text, kind, rebases, frozenset(concerns))
        for number, on, text, kind, rebases, concerns in rows
    ]


def rebasing_days(annotations: Sequence[DeclaredAnnotation], names: Collection[str]) -> list[date]:
    """Return the days from which the limits of anything of these names are computed anew."""
    return [a.on for a in annotations if a.rebases and a.is_about(names)]
