"""Makes a connector of a declared mapping."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import sha256

import polars as pl

from assets.declarations.mappings.model import (
    ColumnMapping,
    Mappings,
    NamedMapping,
    RowsMapping,
    SkipMapping,
    TableMapping,
)
from assets.lib.ingestion.connector import Connector
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import OneOf, Rows, Skip, Table
from assets.lib.ingestion.tables.values import (
    Value,
    actor_type,
    cell,
    choice,
    constant,
    currency,
    divided,
    end_of_day,
    filled_up,
    fingerprint,
    hours,
    instant,
    joined,
    name,
    number,
    person,
    unless,
)
from assets.lib.organisation import Organisation

_READERS: dict[str, Callable[[ColumnMapping], Value]] = {
    "text": lambda column: cell(*column.headers),
    "name": lambda column: name(*column.headers),
    "number": lambda column: number(*column.headers, sign=column.decimal_sign),
    "time": lambda column: instant(*column.headers, order=column.date_order, zone=column.zone),
    "end_of_day": lambda column: end_of_day(*column.headers, order=column.date_order),
    "person": lambda column: person(*column.headers),
    "actor_type": lambda column: actor_type(*column.headers),
    "currency": lambda column: currency(*column.headers),
    "hours": lambda column: hours(*column.headers, unit=column.unit, sign=column.decimal_sign),
    "id": lambda column: fingerprint(*column.headers),
    "filled_up": lambda column: filled_up(*column.headers),
    "joined": lambda column: joined(*column.headers),
}


class MappedConnector(TableConnector):
    """Reads the tables of one mapping."""

    version = 1

    def __init__(self, declared: NamedMapping) -> None:
        self.name = declared.name
        self.title = declared.mapping.title
        self.tables = tuple(map(_table, declared.mapping.tables))
        found = (rows.stream for table in self.tables for rows in table.rows)
        self.streams = tuple(dict.fromkeys(found))
        self._declared = declared.model_dump_json()

    @property
    def parser_version(self) -> str:
        """A hash of the mapping: a changed one reads its files again."""
        return sha256(self._declared.encode()).hexdigest()[:16]


def known_connectors(organisation: Organisation) -> dict[str, Connector]:
    """Return every connector by its name: the project's, and the declared mappings."""
    mappings = organisation[Mappings].mappings
    return {declared.name: _mapped(declared) for declared in mappings} | discover_connectors()


def _mapped(declared: NamedMapping) -> Connector:
    return _mapped_json(declared.model_dump_json())


@cache
def _mapped_json(declared: str) -> Connector:
    return MappedConnector(NamedMapping.model_validate_json(declared))


def _table(mapping: TableMapping) -> Table:
    return Table(
        title=mapping.title,
        known_by=tuple(map(_one_of, mapping.header)),
        rows=tuple(map(_rows, mapping.rows)),
        unless=mapping.unless,
        skips=tuple(map(_skip, mapping.skip)),
        nulls=mapping.empty,
        below_preamble=mapping.preamble,
        is_declared=True,
        ends_lines=mapping.ends_lines,
    )


def _one_of(header: str | tuple[str, ...]) -> OneOf:
    return (header,) if isinstance(header, str) else header


def _rows(declared: RowsMapping) -> Rows:
    return Rows(
        declared.stream,
        {name: _value(column) for name, column in declared.columns.items()},
        only=declared.only,
        summed=declared.summed,
    )


def _value(column: ColumnMapping) -> Value:
    if column.constant is not None:
        return constant(column.constant)
    value = _READERS[column.read](column)
    if column.values or column.otherwise:
        value = choice(column.values, *column.headers, other=column.otherwise)
    if column.divided_by:
        value = divided(column.divided_by, value)
    return unless(column.empty, value) if column.empty else value


def _skip(declared: SkipMapping) -> Skip:
    equal, begins = list(declared.equals), declared.begins

    def is_skipped(text: pl.Expr) -> pl.Expr:
        begun = text.str.starts_with(begins) if begins else pl.lit(value=False)
        return text.is_in(equal) | begun

    return Skip(declared.reason, _one_of(declared.header), is_skipped)
