"""How a file writes days and numbers: as its account declares, or as its first records prove."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import polars as pl

from assets.lib.ingestion.connector import Account, StreamRows
from assets.lib.ingestion.dates import DateOrder, prove_order
from assets.lib.ingestion.numbers import DecimalSign, prove_sign
from assets.lib.stream import ColumnType
from assets.streams import get_stream

_TIMES = (ColumnType.INSTANT, ColumnType.DAY)
_NUMBERS = (ColumnType.MONEY, ColumnType.NUMBER, ColumnType.COUNT, ColumnType.WHOLE)
_MAY_PROVE_ORDER = r"^\s*[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]"
_MAY_PROVE_SIGN = r",|\..*\."


@dataclass(frozen=True)
class Locale:
    """The order of days in numbers, the decimal sign, and the zone of times that state none."""

    timezone: str = "UTC"
    date_order: DateOrder | None = None
    decimal_sign: DecimalSign | None = None

    @classmethod
    def of(cls, account: Account) -> Locale:
        return cls(account.timezone, account.date_order, account.decimal_sign)

    def proven_by(self, rows: Iterable[StreamRows]) -> Locale:
        """Return the locale with what is not declared as the rows prove it, if they do.

        Numbers that a connector has made plain prove no decimal sign; days may prove an order.
        """
        found = list(rows)
        written = [r for r in found if not r.is_plain]
        return replace(
            self,
            date_order=self.date_order or prove_order(_texts(found, _TIMES, _MAY_PROVE_ORDER)),
            decimal_sign=self.decimal_sign
            or prove_sign(_texts(written, _NUMBERS, _MAY_PROVE_SIGN)),
        )

    @property
    def plain(self) -> Locale:
        """The same for rows whose numbers a connector has already made plain."""
        return replace(self, decimal_sign=".")


def _texts(
    rows: Iterable[StreamRows], types: tuple[ColumnType, ...], pattern: str
) -> Iterator[str]:
    for found in rows:
        for column in get_stream(found.stream).columns:
            series = found.frame.get_column(column.name, default=None)
            is_plain = column.name in found.plain and column.type in _NUMBERS
            if column.type not in types or is_plain or series is None:
                continue
            if series.dtype == pl.String:
                yield from series.filter(series.str.contains(pattern)).unique()
