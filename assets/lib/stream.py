"""The type of a stream: one canonical table between connectors and models."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
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
    MONEY = "decimal(28,10)"
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
        ColumnType.MONEY: pl.Decimal(28, 10),
        ColumnType.NUMBER: pl.Float64,
        ColumnType.COUNT: pl.Int64,
        ColumnType.WHOLE: pl.Int32,
        ColumnType.FLAG: pl.Boolean,
    }


class Wording(Enum):
    """Whose words a text is in, which decides what becomes of it where people are hidden."""

    FIXED = "fixed"
    """Ours, an agent's or a contract's: shown."""
    KEY = "key"
    """The name of a record, which may be anybody's: a hash stands for it."""
    LABEL = "label"
    """A word that users of a tool choose: shown where it is known, else a hash stands for it."""
    FREE = "free"
    """Free text, which may name people: withheld."""
    UNPUBLISHED = "unpublished"
    """Read by rules and analyses, and in no published table."""


WITHHELD = "(withheld)"
"""What stands for free text where people are hidden."""

_LARGEST = 10**12
_BOUNDS: dict[ColumnType, tuple[Any, Any]] = {
    ColumnType.INSTANT: (datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)),
    ColumnType.DAY: (date(1990, 1, 1), date(2100, 1, 1)),
    ColumnType.MONEY: (-_LARGEST, _LARGEST),
    ColumnType.NUMBER: (-_LARGEST, _LARGEST),
    ColumnType.COUNT: (-_LARGEST, _LARGEST),
}
"""Beyond them one mistyped value would decide every sum."""


def _shown(bound: Any) -> str:
    return f"{bound:%Y-%m-%d}" if isinstance(bound, date) else f"{bound:,.16g}"


@dataclass(frozen=True)
class Column:
    """One column: what it means, and what every value of it has to hold.

    `reference` names the stream whose key the column holds: ingestion writes it as
    `<connector>:<account>:<id>`. A text that `may_refer` is written so only where it names a
    connector. `event` times are of what has happened, never of what is planned. Without `at_least`
    and `at_most` a column has the bounds of its type, beyond which a value is absurd.
    `personal` values are hashed at ingestion and never shown in the clear; `identity` values name
    people of the organisation. `wording` is stated where `worded` would be wrong without it.
    """

    name: str
    type: ColumnType
    meaning: str
    required: bool = False
    allowed: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    pattern: str | None = None
    reference: str | None = None
    may_refer: bool = False
    event: bool = False
    personal: bool = False
    identity: bool = False
    wording: Wording | None = None

    @property
    def worded(self) -> Wording:
        """Whose words the values are in; a text that nothing is stated of is free text."""
        if self.wording:
            return self.wording
        is_held = bool(self.allowed or self.pattern or self.personal or self.identity)
        if self.type is not ColumnType.TEXT or is_held:
            return Wording.FIXED
        names_record = self.is_id or self.reference or self.may_refer
        return Wording.KEY if names_record else Wording.FREE

    @property
    def polars_type(self) -> Any:
        return _polars_types()[self.type]

    @property
    def is_id(self) -> bool:
        """Whether the column holds the id of a record, its own or another one's."""
        return self.name.endswith("_id")

    @property
    def bounds(self) -> tuple[Any, Any]:
        """The least and the largest value that is not absurd; None where there is no bound."""
        least, most = _BOUNDS.get(self.type, (None, None))
        return (
            least if self.at_least is None else self.at_least,
            most if self.at_most is None else self.at_most,
        )

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
        least, most = self.bounds
        if least is not None:
            rules.append(value.is_null() | (value >= least))
        if most is not None:
            rules.append(value.is_null() | (value <= most))
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
        least, most = self.bounds
        if least is not None:
            checks.append(pa.Check.ge(least, error=f"at least {_shown(least)}"))
        if most is not None:
            checks.append(pa.Check.le(most, error=f"at most {_shown(most)}"))
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

    A higher `version` makes every export be read again. Rows that differ in a column of
    `told_apart_by` are of different reports: neither is a version of the other.
    """

    name: str
    version: int
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    replacement: Replacement = "by_key"
    told_apart_by: tuple[str, ...] = ()

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
