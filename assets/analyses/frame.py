"""Rows of an analysis as the frame that its table asks for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from assets.lib.table import Table


def to_frame(table: Table, rows: Iterable[Sequence[Any]]) -> pl.DataFrame:
    """Return rows, whose values stand in the order of the table's columns, as its frame."""
    schema = {column.name: column.polars_type for column in table.columns}
    return pl.DataFrame([tuple(row) for row in rows], schema=schema, orient="row")
