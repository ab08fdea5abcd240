"""Pipeline signal-to-noise, from its definition."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assets.declarations.sources.model import SourcesFile
from tests.dbt_project.organisation import RandomOrganisation, Row
from tests.dbt_project.reference.common import (
    QUALIFICATION_GRACE,
    Clock,
    Segment,
    current_leads,
    delivery_order,
    divided,
    first_entries,
    newest_versions,
    segments_of,
)
from tests.dbt_project.reference.declared import level_on
from tests.dbt_project.reference.renames import Renames

OUTCOME_WINDOW = timedelta(days=90)
CREATED_SEGMENTS = (
    ("channel", "channel"),
    ("lead_source", "source"),
    ("declared_level", "declared_level"),
)
ENTRY_SEGMENTS = (*CREATED_SEGMENTS, ("qualifier", "qualifier"))


@dataclass
class Signal:
    """The sums of one week and segment."""

    signal_leads: int = 0
    entered_leads: int = 0
    lead_volume: int = 0
    known_leads: int = 0
    known_signal_leads: int = 0
    won_leads: int = 0
    won_signal_leads: int = 0

    def values(self) -> dict[str, float | None]:
        """Return the columns of the mart that the definition names."""
        return {
            "signal_leads": self.signal_leads,
            "entered_leads": self.entered_leads,
            "lead_volume": self.lead_volume,
            "signal_to_noise": divided(self.signal_leads, self.entered_leads),
            "known_leads": self.known_leads,
            "known_signal_leads": self.known_signal_leads,
            "won_leads": self.won_leads,
            "won_signal_leads": self.won_signal_leads,
        }


def signal_by_week(
    organisation: RandomOrganisation, clock: Clock, as_of: datetime
) -> dict[tuple[date, Segment], Signal]:
    """Return the sums of every week and segment with a lead created or entering."""
    entries = first_entries(organisation.rows("leads"))
    workflows = _workflows(organisation)
    renames = Renames(organisation)
    found: dict[tuple[date, Segment], Signal] = defaultdict(Signal)
    for lead, row in current_leads(organisation).items():
        source = organisation.declared[SourcesFile].sources.get(row["_source"])
        workflow = (source.lead_workflow if source else None) or workflows.get(
            renames.resolve(row["campaign_id"] or "")
        )

        def placed(instant: datetime, row: Row = row, workflow: str | None = workflow) -> Row:
            level = level_on(organisation, workflow, clock.day(instant))
            return {**row, "declared_level": level}

        if row["created_at"] <= as_of:
            for segment in segments_of(placed(row["created_at"]), CREATED_SEGMENTS):
                found[clock.week(row["created_at"]), segment].lead_volume += 1
        if lead in entries and entries[lead] <= as_of:
            for segment in segments_of(placed(entries[lead]), ENTRY_SEGMENTS):
                _add(found[clock.week(entries[lead]), segment], row, entries[lead], as_of)
    return found


def _workflows(organisation: RandomOrganisation) -> dict[str, str | None]:
    """Return the workflow of every campaign by its key, by the version that counts."""
    renames = Renames(organisation)
    versions: dict[str, list[Row]] = defaultdict(list)
    for stated, row in newest_versions(organisation.rows("campaigns"), "campaign_id").items():
        versions[renames.resolve(stated)].append(row)
    return {key: max(rows, key=delivery_order)["workflow"] for key, rows in versions.items()}


def _add(sums: Signal, row: Row, entered_at: datetime, as_of: datetime) -> None:
    signal = is_signal(row, entered_at, as_of)
    known = entered_at + OUTCOME_WINDOW <= as_of
    won = known and row["won_at"] is not None and row["won_at"] <= as_of
    sums.entered_leads += 1
    sums.signal_leads += signal
    sums.known_leads += known
    sums.known_signal_leads += known and signal
    sums.won_leads += won
    sums.won_signal_leads += won and signal


def is_signal(row: Row, entered_at: datetime, as_of: datetime) -> bool:
    """Tell whether an agent rated the lead high intent in time."""
    rated_at = row["qualified_at"]
    return (
        row["intent"] == "high"
        and row["qualified_by"] == "agent"
        and rated_at is not None
        and rated_at <= entered_at + QUALIFICATION_GRACE
        and rated_at <= as_of
    )
