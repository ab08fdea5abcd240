"""The type of an analysis: what SQL has no words for, computed from the warehouse in Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assets.lib.stream import Column
from assets.lib.table import Table

if TYPE_CHECKING:
    import duckdb
    import polars as pl

Frames = Mapping[str, "pl.DataFrame"]
Compute = Callable[["duckdb.DuckDBPyConnection"], Frames]


@dataclass(frozen=True)
class Analysis:
    """Tables of schema `analysis` that are computed together.

    `reads` are the marts (`marts.<name>`) and tables of other analyses (`analysis.<name>`) that
    `compute` asks for; it returns one frame per table, by the table's name.
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
