"""Analyses: published tables that Python computes from the warehouse, and their discovery."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from assets.lib.dbt.project import read_project
from assets.lib.stream import Column
from assets.lib.table import Table

if TYPE_CHECKING:
    import duckdb
    import polars as pl

PACKAGE = "assets.analyses"
ALL_ANALYSES = "analysis.*"
"""Stands for the tables of all other analyses but those that name one of the analysis's own."""
ALL_MARTS = "marts.*"
"""Stands for all published marts, in what an analysis reads."""
WEEKS = "marts.reporting_week"
"""The table of the weeks, which says of each whether it is complete."""

Frames = Mapping[str, "pl.DataFrame"]
Compute = Callable[["duckdb.DuckDBPyConnection"], Frames]


@dataclass(frozen=True)
class Analysis:
    """Tables of schema `analysis` that are computed together.

    `reads` are the tables (`marts.<name>`, `seeds.<name>`, `analysis.<name>`, ...) that `compute`
    queries; it returns one frame per table, by the table's name.
    """

    name: str
    tables: tuple[Table, ...]
    reads: tuple[str, ...]
    compute: Compute


def analysis_table(
    name: str, grain: str, key: tuple[str, ...], columns: tuple[Column, ...]
) -> Table:
    """Return the table of that name in schema `analysis`."""
    return Table("analysis", name, grain, key, columns)


def to_frame(table: Table, rows: Iterable[Sequence[Any]]) -> pl.DataFrame:
    """Return rows, whose values are in the order of the table's columns, as a frame."""
    import polars as pl

    schema = {column.name: column.polars_type for column in table.columns}
    return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row")


def read_parameters(connection: duckdb.DuckDBPyConnection, subject: str) -> dict[str, float]:
    """Return the values of a subject's parameters by their names."""
    rows = connection.execute(
        "select parameter, value from seeds.parameter where subject = ?", [subject]
    ).fetchall()
    return {str(name): float(value) for name, value in rows}


def read_complete_weeks(connection: duckdb.DuckDBPyConnection) -> list[date]:
    """Return the Mondays of the complete weeks, oldest first."""
    rows = connection.execute(
        f"select week_start from {WEEKS} where is_complete order by week_start"
    ).fetchall()
    return [week for (week,) in rows]


@cache
def discover_analyses(package: str = PACKAGE) -> tuple[Analysis, ...]:
    """Return the ANALYSIS of every module of the package, each after those that it reads.

    Raises AttributeError where a module defines none, ValueError where analyses read each other.
    """
    modules = pkgutil.iter_modules(import_module(package).__path__)
    found = [import_module(f"{package}.{module.name}").ANALYSIS for module in modules]
    return tuple(_in_order_of_reads([_with_all_reads(analysis, found) for analysis in found]))


def _with_all_reads(analysis: Analysis, found: Sequence[Analysis]) -> Analysis:
    """Replace ALL_ANALYSES and ALL_MARTS by the tables that they stand for."""
    reads = [read for read in analysis.reads if read not in (ALL_ANALYSES, ALL_MARTS)]
    if ALL_ANALYSES in analysis.reads:
        own = {table.full_name for table in analysis.tables}
        others = (a for a in found if a is not analysis and own.isdisjoint(a.reads))
        reads += [table.full_name for other in others for table in other.tables]
    if ALL_MARTS in analysis.reads:
        reads += [m.full_name for m in read_project().models if m.is_published]
    return replace(analysis, reads=tuple(dict.fromkeys(reads)))


def _in_order_of_reads(waiting: list[Analysis]) -> list[Analysis]:
    ordered: list[Analysis] = []
    while waiting:
        missing = {t.full_name for analysis in waiting for t in analysis.tables}
        ready = [a for a in waiting if not missing.intersection(a.reads)]
        if not ready:
            names = ", ".join(a.name for a in waiting)
            raise ValueError(f"these analyses read each other: {names}")
        ordered.extend(ready)
        waiting = [a for a in waiting if a not in ready]
    return ordered
