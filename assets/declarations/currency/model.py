"""currency.yml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from assets.lib.organisation.declaration import OrgTable, YamlDeclaration
from assets.lib.organisation.model import DeclaredFile, DeclaredModel, refuse_entries
from assets.lib.organisation.places import Place
from assets.lib.organisation.values import Currency, Day, Number
from assets.lib.stream import Column, ColumnType


class ExchangeRate(DeclaredModel):
    """How much of the reporting currency one unit of another is, from a day on."""

    currency: Currency
    from_: Day = Field(alias="from")
    rate: Number = Field(gt=0)


class CurrencyFile(DeclaredFile):
    """currency.yml: the currency of what is reported, and the rates that lead there."""

    reporting_currency: Currency | None = None
    rates: tuple[ExchangeRate, ...] = ()

    @model_validator(mode="after")
    def _every_rate_leads_somewhere(self) -> Self:
        refuse_entries(list(self._faults()))
        return self

    def _faults(self) -> Iterator[tuple[Place, str]]:
        if self.rates and self.reporting_currency is None:
            yield ("rates",), "they lead nowhere without reporting_currency; declare it"
        days = [(rate.currency, rate.from_) for rate in self.rates]
        for place, (currency, day) in enumerate(days):
            if currency == self.reporting_currency:
                yield ("rates", place, "currency"), "it is the reporting currency, whose rate is 1"
            elif (currency, day) in days[:place]:
                yield ("rates", place, "from"), f"{currency} has a rate from {day} on already"


def _reporting_currency(file: CurrencyFile) -> list[tuple[str]]:
    return [(file.reporting_currency,)] if file.reporting_currency else []


DECLARATION = YamlDeclaration(
    Path(__file__).parent,
    CurrencyFile,
    tables=(
        OrgTable[CurrencyFile](
            "reporting_currency",
            "One row, or none where amounts are shown in their own currency.",
            ("currency",),
            (Column("currency", ColumnType.TEXT, "ISO 4217 code", required=True),),
            _reporting_currency,
        ),
        OrgTable[CurrencyFile](
            "exchange_rate",
            "One row per currency and day from which a rate counts.",
            ("currency", "from_day"),
            (
                Column("currency", ColumnType.TEXT, "ISO 4217 code", required=True),
                Column("from_day", ColumnType.DAY, "When it begins to count", required=True),
                Column(
                    "rate",
                    ColumnType.NUMBER,
                    "Units of the reporting currency for one of this currency",
                    required=True,
                ),
            ),
            lambda file: [(rate.currency, rate.from_, rate.rate) for rate in file.rates],
        ),
    ),
)
