"""Sees which columns a table has and what kind their cells are, so that a change of them is seen.

A kind is that of the first records: a longer look would cost time in which nothing is loaded.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import polars as pl

from assets.lib.ingestion.connector import Kind, SeenColumn, SeenTable
from assets.lib.ingestion.headers import Header, unique_headers
from assets.lib.ingestion.masking import mask_value

SAMPLED_RECORDS = 500
MOST = 0.9
"""The share of a column's values that are alike: a damaged one changes no kind, and waits in
quarantine."""

_SIGN = r"[+\-\x{2212}]?"
_GROUPED = r"\d{1,3}(?:[.,'\x{2019}\s]\d{2,3})*[.,'\x{2019}\s]\d{3}"
_NUMBER = (
    rf"^[<>]?\s?{_SIGN}\s?(?:[A-Z]{{3}}\s|\p{{Sc}}\s?)?{_SIGN}"
    rf"(?:(?:\d+|{_GROUPED})(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{{1,3}})?\s?(?:%|\p{{Sc}}|[A-Z]{{3}})?$"
)
_WEEKDAY = r"(?:\p{L}{2,9}\.?,? )?"
_CLOCK = r"\d{1,3}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp]\.?[Mm]\.?)?"
_TIME = (
    r"^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})"
    rf"|{_WEEKDAY}\d{{1,2}}(?:\.|st|nd|rd|th)?[ /.-]+(?:de )?\p{{L}}{{3,10}}\.?,?[ /.-]+"
    r"(?:de )?\d{2,4}"
    rf"|{_WEEKDAY}\p{{L}}{{3,10}}\.?[ -]+\d{{1,2}}(?:st|nd|rd|th)?,?[ -]+\d{{4}})(?:[T ,].*)?$"
    rf"|^{_CLOCK}$"
)
"""Looser than what is read as a number or a time: a kind is a look, and refuses no value."""


def see_table(
    report: str,
    header: Header,
    frame: pl.DataFrame,
    *,
    unread: Collection[str] = (),
    known: Collection[str] = (),
) -> SeenTable:
    """Return the columns below a header; one that stands several times is one column.

    Of how many equal headers a tool writes says how much a record holds, not how the table is made.
    """
    columns: dict[str, list[str]] = {}
    for name, key in zip(header.names, header.keys, strict=True):
        columns.setdefault(key or name, []).append(name)
    return see_columns(report, columns, frame, unread=unread, known=known)


def see_columns(
    report: str,
    columns: Mapping[str, Sequence[str]],
    frame: pl.DataFrame,
    *,
    unread: Collection[str] = (),
    known: Collection[str] = (),
) -> SeenTable:
    """Return the columns of a frame, by their header; addresses in a header are masked.

    Nothing is read from the `unread` columns of the frame, and the `known` headers are the tool's.
    """
    kinds = _kinds(frame.head(SAMPLED_RECORDS))
    seen = [
        SeenColumn(
            name=mask_value(header),
            kind=_kind_of([kinds[name] for name in names]),
            is_read=not set(names) <= set(unread),
            is_known=header in known,
        )
        for header, names in columns.items()
    ]
    names = unique_headers([column.name for column in seen])
    unlike = tuple(replace(c, name=name) for c, name in zip(seen, names, strict=True))
    return SeenTable(report, unlike)


def _kinds(sample: pl.DataFrame) -> dict[str, Kind]:
    """Return the kind of each column: by its type, and of texts by what most of them are."""
    texts = [c.name for c in sample if c.dtype == pl.String]
    kinds: dict[str, Kind] = {c.name: _kind_of_type(c) for c in sample if c.name not in texts}
    found = sample.select(_filled(name) for name in texts)
    counted = found.select(
        *(pl.col(name).count().alias(f"filled:{name}") for name in texts),
        *(pl.col(name).str.contains(_TIME).sum().alias(f"time:{name}") for name in texts),
        *(pl.col(name).str.contains(_NUMBER).sum().alias(f"number:{name}") for name in texts),
    )
    counts = counted.row(0, named=True) if texts else {}
    for name in texts:
        filled = counts[f"filled:{name}"]
        if not filled:
            kinds[name] = "empty"
        elif counts[f"time:{name}"] >= MOST * filled:
            kinds[name] = "time"
        else:
            kinds[name] = "number" if counts[f"number:{name}"] >= MOST * filled else "text"
    return kinds


def _filled(name: str) -> pl.Expr:
    text = pl.col(name).str.strip_chars()
    return pl.when(text != "").then(text).alias(name)


def _kind_of_type(column: pl.Series) -> Kind:
    if column.null_count() == column.len():
        return "empty"
    if column.dtype.is_temporal():
        return "time"
    return "number" if column.dtype.is_numeric() else "text"


def _kind_of(kinds: Collection[Kind]) -> Kind:
    """Return the kind of columns of one header: that of those which hold something."""
    filled = set(kinds) - {"empty"}
    if not filled:
        return "empty"
    return filled.pop() if len(filled) == 1 else "text"
