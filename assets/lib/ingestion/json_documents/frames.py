"""Makes rows of a stream of the records that were found in a JSON file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def to_frame(
    records: Sequence[DataclassInstance],
    kind: type[DataclassInstance],
    always: Collection[str] = (),
) -> pl.DataFrame:
    """Return the records as text, their number in the file, `row`, as `_row`.

    Columns of which no record says anything are left out, because JSON has no empty cells: all but
    those that the tool is known to write `always`.
    """
    schema = {f.name: pl.Int64 if f.name == "row" else pl.String for f in fields(kind)}
    frame = pl.DataFrame(records, schema=schema).rename({"row": "_row"})
    silent = [name for name in frame.columns if frame[name].null_count() == frame.height]
    return frame.drop(set(silent) - set(always)) if records else frame
