"""What only the page of one KPI has: a module named like the KPI, with its `DETAILS`."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import polars as pl

from dashboard.lib.kpis import Kpi
from dashboard.lib.snapshot import Snapshot


@dataclass(frozen=True)
class RowTable:
    """A table of rows that a week's value was counted from.

    `query` takes the week and the time zone; `none` is shown in place of an empty table.
    """

    query: str
    title: str
    none: str
    columns: dict[str, Any]


@dataclass(frozen=True)
class Details:
    """The breakdown of a KPI over a number of weeks, and the tables of its underlying rows."""

    show_breakdown: Callable[[Kpi, Snapshot, int], None]
    tables: tuple[RowTable, ...]


def find_details(kpi_id: str) -> Details | None:
    """Return the details of a KPI; None where no module is named like it."""
    if kpi_id not in {module.name for module in pkgutil.iter_modules(__path__)}:
        return None
    details: Details = import_module(f"{__name__}.{kpi_id}").DETAILS
    return details


def row_of_headline(weeks: pl.DataFrame, kpi: Kpi) -> dict[str, Any]:
    """Return the row of the headline's week; an empty one where there is none."""
    found = weeks.filter(week_start=kpi.headline.week_start).to_dicts()
    return found[0] if found else {}
