"""The types of value that declarations are made of."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field

from assets.lib.settings import DBT_PROJECT

_NO_PLACES = {"Factory", "localtime"}
"""Names of the time zone database that no other program knows."""


@cache
def list_kpi_ids() -> tuple[str, ...]:
    """Return the KPIs of the project in the order in which they are shown."""
    import csv  # only where a KPI is named

    seed = DBT_PROJECT / "seeds" / "kpi_definition.csv"
    with seed.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["display_order"]))
    return tuple(dict.fromkeys(row["kpi_id"] for row in rows))


def _known_kpi(value: Any) -> Any:
    if value not in list_kpi_ids():
        *others, last = map(repr, list_kpi_ids())
        raise ValueError(f"Input should be {', '.join(others)} or {last}")
    return value


@cache
def _timezones() -> set[str]:
    return available_timezones() - _NO_PLACES  # which reads a folder each time


def _known_timezone(value: str) -> str:
    if value not in _timezones():
        raise ValueError("use a name of the IANA time zone database, such as Europe/Berlin or UTC")
    return value


def _known_country(value: str) -> str:
    from phonenumbers import SUPPORTED_REGIONS  # only where a country is named

    if value not in SUPPORTED_REGIONS:
        raise ValueError("use a code of ISO 3166, such as DE or US")
    return value


def _monday(value: date) -> date:
    if value.weekday() != 0:
        raise ValueError("a week is named by its Monday")
    return value


def _refuse_number(value: Any) -> Any:
    if isinstance(value, int | float):
        # pydantic reports a ValueError as a validation error, and a TypeError not at all
        raise ValueError("write a day as 2026-03-02, a time as 2026-03-02T09:00:00Z")  # noqa: TRY004
    return value


def _instant(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


KpiId = Annotated[str, BeforeValidator(_known_kpi)]
Timezone = Annotated[str, AfterValidator(_known_timezone)]
Day = Annotated[date, BeforeValidator(_refuse_number)]
Monday = Annotated[Day, AfterValidator(_monday)]
Instant = Annotated[datetime, BeforeValidator(_refuse_number), AfterValidator(_instant)]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
WholeNumber = Annotated[int, Field(strict=True)]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$"), AfterValidator(_known_country)]
Level = Annotated[WholeNumber, Field(ge=1, le=5)]
Name = Annotated[str, Field(min_length=1)]
