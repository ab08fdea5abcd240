"""organisation.yml."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from assets.lib.organisation.declaration import OrgTable, YamlDeclaration
from assets.lib.organisation.model import DeclaredFile, DeclaredModel
from assets.lib.organisation.organisation import Organisation
from assets.lib.organisation.values import Day, Instant, Monday, Number, Timezone, WholeNumber
from assets.lib.stream import Column, ColumnType


class Baseline(DeclaredModel):
    """The weeks that every multiple is measured against."""

    first_week: Monday
    weeks: WholeNumber = Field(default=8, ge=1, le=104)


class OrganisationFile(DeclaredFile):
    """organisation.yml: who reports, in which time, against which weeks."""

    name: str = "Our organisation"
    timezone: Timezone = "UTC"
    weekly_capacity_hours: Number = Field(default=40, gt=0, le=168)
    baseline: Baseline | None = None
    transition_start: Day | None = None
    as_of: Instant | None = None
    people: Literal["show", "pseudonymise", "hide"] = "show"
    minimum_people: WholeNumber = Field(default=5, ge=2)
    shown_labels: tuple[str, ...] = ()

    @property
    def hides_people(self) -> bool:
        """Whether nothing that is shown may name anybody."""
        return self.people == "hide"


def standing_at(organisation: Organisation, as_of: datetime | None) -> Organisation:
    """Return the organisation as it stands at an instant, which goes before the declared one."""
    if as_of is None:
        return organisation
    file = organisation[OrganisationFile].model_copy(update={"as_of": as_of})
    return organisation.replacing(file)


def _reporting(file: OrganisationFile) -> tuple[Any, ...]:
    return (
        file.name,
        file.timezone,
        file.weekly_capacity_hours,
        file.baseline.first_week if file.baseline else None,
        file.baseline.weeks if file.baseline else None,
        file.transition_start,
        file.as_of.astimezone(UTC).replace(tzinfo=None) if file.as_of else None,
        file.hides_people,
        file.minimum_people,
    )


DECLARATION = YamlDeclaration(
    Path(__file__).parent,
    OrganisationFile,
    tables=(
        OrgTable[OrganisationFile](
            "reporting",
            "One row.",
            (),
            (
                Column(
                    "organisation_name", ColumnType.TEXT, "The organisation's name", required=True
                ),
                Column("timezone", ColumnType.TEXT, "The zone that weeks follow", required=True),
                Column(
                    "weekly_capacity_hours", ColumnType.NUMBER, "Hours of one person", required=True
                ),
                Column(
                    "baseline_first_week", ColumnType.DAY, "The Monday of the first baseline week"
                ),
                Column("baseline_weeks", ColumnType.WHOLE, "How many weeks the baseline has"),
                Column("transition_start", ColumnType.DAY, "Day 1 of the plan"),
                Column("as_of", ColumnType.INSTANT, "Where to stand, if not at the newest event"),
                Column(
                    "hides_people", ColumnType.FLAG, "True where small groups of people are hidden"
                ),
                Column("minimum_people", ColumnType.WHOLE, "The smallest group that is shown then"),
            ),
            lambda file: [_reporting(file)],
        ),
        OrgTable[OrganisationFile](
            "shown_label",
            "One row per label.",
            ("label",),
            (Column("label", ColumnType.TEXT, "Shown although people are hidden", required=True),),
            lambda file: [(label,) for label in dict.fromkeys(file.shown_labels)],
        ),
    ),
)
