"""organisation.yml."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assets.lib.organisation.declarations.values import (
    Day,
    Instant,
    Monday,
    Number,
    Timezone,
    WholeNumber,
)
from assets.lib.organisation.reading import Declaration


class Baseline(Declaration):
    """The weeks that every multiple is measured against."""

    first_week: Monday
    weeks: WholeNumber = Field(default=8, ge=1, le=104)


class OrganisationFile(Declaration):
    """organisation.yml: who reports, in which time, against which weeks."""

    name: str = "Our organisation"
    timezone: Timezone = "UTC"
    weekly_capacity_hours: Number = Field(default=40, gt=0, le=168)
    baseline: Baseline | None = None
    transition_start: Day | None = None
    as_of: Instant | None = None
    people: Literal["show", "pseudonymise", "hide"] = "show"
    minimum_people: WholeNumber = Field(default=5, ge=2)
