"""What an organisation declares about itself, one model a file of `data/org/`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import combinations
from typing import Annotated, Any, Literal, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator

from assets.organisation.reading import Declaration, Place, refuse_entries

_NO_PLACES = {"Factory", "localtime"}  # names of the database that no other program knows

KpiId = Literal[
    "content_system_throughput",
    "campaign_iteration_velocity",
    "strategic_decision_density",
    "pipeline_signal_to_noise",
]


def _known_timezone(value: str) -> str:
    if value not in available_timezones() - _NO_PLACES:
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
    people: Literal["show", "pseudonymise"] = "show"


class Target(Declaration):
    """A value to be reached by a date, on a straight path from the start value."""

    kpi: KpiId
    value: Number = Field(ge=0)
    start_value: Number | None = Field(default=None, ge=0)
    from_: Day = Field(alias="from")
    until: Day

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.until <= self.from_:
            raise ValueError(f"until ({self.until}) has to be after from ({self.from_})")
        return self


class TargetsFile(Declaration):
    """targets.yml: where each KPI is to be, and when."""

    targets: tuple[Target, ...] = ()

    @model_validator(mode="after")
    def _one_target_at_a_time(self) -> Self:
        for first in self.targets:
            for other in self.targets:
                same = first is not other and first.kpi == other.kpi
                if same and first.from_ <= other.from_ < first.until:
                    raise ValueError(f"two targets of {first.kpi} overlap on {other.from_}")
        return self


class AccountDeclaration(Declaration):
    """What an export of an account does not say about itself."""

    timezone: Timezone | None = None
    currency: Currency | None = None


class Source(AccountDeclaration):
    """One connector's accounts, and the headers that this organisation named differently."""

    columns: dict[str, str] = {}
    accounts: dict[str, AccountDeclaration] = {}


class SourcesFile(Declaration):
    """sources.yml: per connector, time zone, currency, accounts, own column names."""

    sources: dict[str, Source] = {}


class ActorsFile(Declaration):
    """actors.yml: which names in the exports are agents or static rules; all others are people."""

    agents: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


class CampaignAlias(Declaration):
    """A campaign that one tool calls by two names or ids."""

    source: str
    from_: str = Field(alias="from")
    to: str


class AliasesFile(Declaration):
    """aliases.yml: renames of campaigns whose export carries no id."""

    campaigns: tuple[CampaignAlias, ...] = ()


class WorkflowLevel(Declaration):
    """The declared Collaboration Spectrum level of a workflow, from a date on."""

    workflow: str
    level: WholeNumber = Field(ge=1, le=5)
    from_: Day = Field(alias="from")


class WorkflowsFile(Declaration):
    """workflows.yml: the declared level of every workflow, with history."""

    workflows: tuple[WorkflowLevel, ...] = ()
