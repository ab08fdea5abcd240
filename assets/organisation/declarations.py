"""What an organisation declares about itself, one model a file of `data/org/`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from typing import Annotated, Any, Literal, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from assets.organisation.reading import Declaration, Place, refuse_entries

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
            refuse_entries([(("until",), f"it has to be after from ({self.from_})")])
        return self


class TargetsFile(Declaration):
    """targets.yml: where each KPI is to be, and when."""

    targets: tuple[Target, ...] = ()

    @model_validator(mode="after")
    def _one_target_at_a_time(self) -> Self:
        refuse_entries(list(self._overlaps()))
        return self

    def _overlaps(self) -> Iterator[tuple[Place, str]]:
        for place, target in enumerate(self.targets):
            for other in self.targets[:place]:
                same = target.kpi == other.kpi
                if same and target.from_ < other.until and other.from_ < target.until:
                    span = f"from {other.from_} until {other.until}"
                    yield ("targets", place, "from"), f"{target.kpi} has a target {span} already"


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

    @model_validator(mode="after")
    def _agent_or_rule(self) -> Self:
        agents = {name.lower() for name in self.agents}
        refuse_entries(
            [
                (("rules", place), "it is among the agents already; keep one")
                for place, name in enumerate(self.rules)
                if name.lower() in agents
            ]
        )
        return self


class CampaignAlias(Declaration):
    """A campaign that one tool calls by two names or ids."""

    source: str
    from_: str = Field(alias="from")
    to: str


class AliasesFile(Declaration):
    """aliases.yml: renames of campaigns whose export carries no id."""

    campaigns: tuple[CampaignAlias, ...] = ()

    @model_validator(mode="after")
    def _each_name_leads_to_one(self) -> Self:
        refuse_entries(list(self._contradictions()))
        return self

    def _contradictions(self) -> Iterator[tuple[Place, str]]:
        renamed: dict[tuple[str, str], str] = {}
        for place, alias in enumerate(self.campaigns):
            names = [alias.from_, alias.to]
            while (alias.source, names[-1]) in renamed:
                names.append(renamed[alias.source, names[-1]])
            earlier = renamed.get((alias.source, alias.from_))
            if earlier is not None:
                yield (
                    ("campaigns", place, "from"),
                    f"it is renamed to {earlier!r} already; keep one",
                )
            elif names[-1] == alias.from_:
                circle = " -> ".join(names)
                yield ("campaigns", place, "to"), f"{circle} is a circle; remove one"
            else:
                renamed[alias.source, alias.from_] = alias.to


class WorkflowLevel(Declaration):
    """The declared Collaboration Spectrum level of a workflow, from a date on."""

    workflow: str
    level: WholeNumber = Field(ge=1, le=5)
    from_: Day = Field(alias="from")


class WorkflowsFile(Declaration):
    """workflows.yml: the declared level of every workflow, with history."""

    workflows: tuple[WorkflowLevel, ...] = ()

    @model_validator(mode="after")
    def _one_level_at_a_time(self) -> Self:
        begun = [(declared.workflow, declared.from_) for declared in self.workflows]
        refuse_entries(
            [
                (("workflows", place, "from"), f"{pair[0]} has a level from that day already")
                for place, pair in enumerate(begun)
                if pair in begun[:place]
            ]
        )
        return self
