"""The kinds of value that declarations are made of."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field

_NO_PLACES = {"Factory", "localtime"}
"""Names of the time zone database that no other program knows."""

KpiId = Literal[
    "content_system_throughput",
    "campaign_iteration_velocity",
    "strategic_decision_density",
    "pipeline_signal_to_noise",
]


@cache
def _timezones() -> set[str]:
    return available_timezones() - _NO_PLACES  # which reads a folder each time


def _known_timezone(value: str) -> str:
    if value not in _timezones():
        raise ValueError("use a name of the IANA time zone database, such as Europe/Berlin or UTC")
    return value


def _monday(value: date) -> date:
    if value.weekday() != 0:
        raise ValueError("a week is named by its Monday")
    return value


def _no_number(value: Any) -> Any:
    if isinstance(value, int | float):
        raise ValueError("write a day as 2026-03-02, a time as 2026-03-02T09:00:00Z")  # noqa: TRY004
    return value


def _instant(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Timezone = Annotated[str, AfterValidator(_known_timezone)]
Day = Annotated[date, BeforeValidator(_no_number)]
Monday = Annotated[Day, AfterValidator(_monday)]
Instant = Annotated[datetime, BeforeValidator(_no_number), AfterValidator(_instant)]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
WholeNumber = Annotated[int, Field(strict=True)]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]
Level = Annotated[WholeNumber, Field(ge=1, le=5)]
Name = Annotated[str, Field(min_length=1)]
