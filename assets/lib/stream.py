"""The type of a stream: one canonical table between connectors and models."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandera.polars as pa
    import polars as pl

Replacement = Literal["by_key", "by_covered_days"]


class ColumnType(Enum):
    """The type of a column, and the DuckDB type it is stored as."""

    TEXT = "varchar"
    INSTANT = "timestamp"
    DAY = "date"
    MONEY = "decimal(18,6)"
    NUMBER = "double"
    COUNT = "bigint"
    WHOLE = "integer"
    FLAG = "boolean"


@cache
def _polars_types() -> dict[ColumnType, Any]:
    import polars as pl  # which takes longer than whatever only declares tables

    return {
        ColumnType.TEXT: pl.String,
        ColumnType.INSTANT: pl.Datetime("us", "UTC"),
        ColumnType.DAY: pl.Date,
        ColumnType.MONEY: pl.Decimal(18, 6),
        ColumnType.NUMBER: pl.Float64,
        ColumnType.COUNT: pl.Int64,
        ColumnType.WHOLE: pl.Int32,
        ColumnType.FLAG: pl.Boolean,
    }


@dataclass(frozen=True)
class Column:
    """One column: what it means, and what every value of it has to hold.

    `reference` names the stream whose key the column holds: ingestion writes it as
    `<connector>:<account>:<id>`. A text that `may_refer` is written so only where it names a
    connector. `event` times are of what has happened, never of what is planned.
    `personal` values are hashed at ingestion and never shown in the clear; `identity` values name
    people of the organisation.
    """

    name: str
    type: ColumnType
    meaning: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    at_least: float | None = None
    pattern: str | None = None
    reference: str | None = None
    may_refer: bool = False
    event: bool = False
    personal: bool = False
    identity: bool = False

    @property
    def polars_type(self) -> Any:
        return _polars_types()[self.type]

    @property
    def duckdb_type(self) -> str:
        return self.type.value

    def holds(self) -> pl.Expr:
        """Return whether a typed value keeps every rule: exactly those of `to_pandera`."""
        import polars as pl  # as above

        value = pl.col(self.name)
        rules = [value.is_not_null()] if self.required else []
        if self.allowed:
            rules.append(value.is_null() | value.is_in(list(self.allowed)))
        if self.at_least is not None:
            rules.append(value.is_null() | (value >= self.at_least))
        if self.pattern:
            rules.append(value.is_null() | value.str.contains(f"^(?:{self.pattern})"))
        return pl.all_horizontal(rules) if rules else pl.lit(value=True)

    def to_pandera(self) -> pa.Column:
        """Return the Pandera column that checks the values."""
        import pandera.polars as pa  # takes seconds, and a run with nothing new needs none of it

        checks = []
        if self.allowed:
            checks.append(
                pa.Check.isin(list(self.allowed), error="one of " + ", ".join(self.allowed))
            )
        if self.at_least is not None:
            checks.append(pa.Check.ge(self.at_least, error=f"at least {self.at_least:g}"))
        if self.pattern:
            checks.append(pa.Check.str_matches(self.pattern, error=f"written like {self.pattern}"))
        return pa.Column(
            self.polars_type,
            checks,
            nullable=not self.required,
            description=self.meaning,
        )


@dataclass(frozen=True)
class Stream:
    """One canonical table: its columns, its identity, and what replaces what.

    A higher `version` makes every export be read again.
    """

    name: str
    version: int
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    replacement: Replacement = "by_key"

    def __post_init__(self) -> None:
        unknown = set(self.key) - {column.name for column in self.columns}
        if unknown:
            raise ValueError(f"stream {self.name}: key {sorted(unknown)} is not among its columns")

    def column(self, name: str) -> Column:
        """Return the column of that name; raises KeyError where there is none."""
        return {column.name: column for column in self.columns}[name]

    def holds(self) -> pl.Expr:
        """Return whether a row of typed values keeps every rule of its columns."""
        import polars as pl  # as above

        return pl.all_horizontal(column.holds() for column in self.columns)

    def to_pandera(self) -> pa.DataFrameSchema:
        """Return the contract as a Pandera schema of a Polars frame."""
        import pandera.polars as pa  # as above

        return pa.DataFrameSchema(
            {column.name: column.to_pandera() for column in self.columns},
            strict=False,
            name=self.name,
            description=self.meaning,
        )
