"""The type of a stream: one canonical table between connectors and models."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandera.polars as pa

Replacement = Literal["by_key", "by_covered_days"]


class Kind(Enum):
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
def _polars_types() -> dict[Kind, Any]:
    import polars as pl  # which takes longer than whatever only declares tables

    return {
        Kind.TEXT: pl.String,
        Kind.INSTANT: pl.Datetime("us", "UTC"),
        Kind.DAY: pl.Date,
        Kind.MONEY: pl.Decimal(18, 6),
        Kind.NUMBER: pl.Float64,
        Kind.COUNT: pl.Int64,
        Kind.WHOLE: pl.Int32,
        Kind.FLAG: pl.Boolean,
    }


@dataclass(frozen=True)
class Column:
    """One column: what it means, and what every value of it has to hold.

    `reference` names the stream whose key the column holds: intake writes it as
    `<connector>:<id>`. `personal` values are hashed at intake and never shown in the clear;
    `identity` values name people of the organisation.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    at_least: float | None = None
    pattern: str | None = None
    reference: str | None = None
    personal: bool = False
    identity: bool = False

    @property
    def polars_type(self) -> Any:
        return _polars_types()[self.kind]

    @property
    def duckdb_type(self) -> str:
        return self.kind.value

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

    def to_pandera(self) -> pa.DataFrameSchema:
        """Return the contract as a Pandera schema of a Polars frame."""
        import pandera.polars as pa  # as above

        return pa.DataFrameSchema(
            {column.name: column.to_pandera() for column in self.columns},
            strict=False,
            name=self.name,
            description=self.meaning,
        )
