"""The type of a table of schema `org`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assets.lib.organisation import Organisation
from assets.lib.stream import Column
from assets.lib.table import Table


@dataclass(frozen=True)
class OrgTable:
    """A table of declarations, and the rows that an organisation gives it."""

    table: Table
    rows: Callable[[Organisation], Iterable[Sequence[Any]]]


def org_table(
    name: str,
    grain: str,
    key: tuple[str, ...],
    columns: tuple[Column, ...],
    rows: Callable[[Organisation], Iterable[Sequence[Any]]],
) -> OrgTable:
    """Return the table of that name in schema `org`."""
    return OrgTable(Table("org", name, grain, key, columns), rows)
