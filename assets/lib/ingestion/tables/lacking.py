"""Says which of the headers that a table may have are not in a file, by what is read from them."""

from __future__ import annotations

from collections.abc import Iterator

from assets.lib.ingestion.connector import Connector
from assets.lib.ingestion.recognition import Glimpse
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Table
from assets.lib.ingestion.tables.values import Value

_MOST_HEADERS = 3


def list_lacking(connector: Connector, glimpse: Glimpse) -> tuple[str, ...]:
    """Return a line per column of a stream for which the file lacks every header, or an addend.

    Empty for connectors that are no tables. What the file lacks is not written, so that a renamed
    header is a column that is missing, or a sum that is too small.
    """
    if not isinstance(connector, TableConnector):
        return ()
    for table in connector.tables:
        keys = glimpse.header(table.is_known_by, preamble=table.below_preamble)
        if keys is not None:
            return tuple(_lines(table, {key: (key,) for key in keys}))
    return ()


def _lines(table: Table, columns: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for rows in table.rows:
        for name, value in rows.columns.items():
            missing = tuple(_missing(value, columns))
            if missing:
                more = " or another" if len(missing) > _MOST_HEADERS else ""
                yield f"{rows.stream}.{name}: no {' or '.join(missing[:_MOST_HEADERS])}{more}"


def _missing(value: Value, columns: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the headers of a value that is not there, or those that a total goes without."""
    if value.takes_all:
        yield from (p.headers[0] for p in value.parts if p.headers and not p.names_in(columns))
    elif value.headers and not value.names_in(columns):
        yield from value.headers
