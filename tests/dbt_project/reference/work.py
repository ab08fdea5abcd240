"""Strategic decision density, from its definition."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tests.dbt_project.organisation import RandomOrganisation, Row, WorkKindRule
from tests.dbt_project.reference.common import (
    Account,
    Clock,
    Segment,
    divided,
    newest_versions,
    record_key,
    segments_of,
    started_runs,
)
from tests.dbt_project.reference.declared import level_on, role_on

REVERSAL_WINDOW = timedelta(days=14)
SEGMENTS = tuple((name, name) for name in ("role", "workflow", "assignee", "declared_level"))
CLASS_OF_KIND = {
    "strategy": "judgment",
    "creative_direction": "judgment",
    "relationship": "judgment",
    "exception_handling": "judgment",
    "output_review": "oversight",
    "agent_management": "oversight",
    "execution": "execution",
}
KIND_OF_LEVEL = {"1": "strategy", "2": "creative_direction"}


@dataclass(frozen=True)
class HumanWork:
    """One item that a person completed, or one ruling."""

    row: Row
    account: Account
    completed_at: datetime
    hours: float
    work_class: str
    is_unmatched: bool
    is_undone: bool
    is_ruling: bool = False


@dataclass
class Density:
    """The sums of one week and segment."""

    items: Counter[str] = field(default_factory=Counter)
    hours: Counter[str] = field(default_factory=Counter)
    people: set[str] = field(default_factory=set)
    unmatched: int = 0
    reversed: int = 0

    def values(self, weekly_capacity_hours: float) -> dict[str, float | None]:
        """Return the columns of the mart that the definition names."""
        decisions, executions = self.items["judgment"], self.items["execution"]
        logged = sum(self.hours.values())
        capacity = len(self.people) * weekly_capacity_hours
        items = self.items.total()
        return {
            "decisions": decisions,
            "oversights": self.items["oversight"],
            "executions": executions,
            "density": divided(decisions, decisions + executions),
            "unmatched_items": self.unmatched,
            "unmatched_share": divided(self.unmatched, items),
            "judgment_hours": self.hours["judgment"],
            "oversight_hours": self.hours["oversight"],
            "execution_hours": self.hours["execution"],
            "logged_hours": logged,
            "judgment_time_share": divided(self.hours["judgment"], logged),
            "oversight_time_share": divided(self.hours["oversight"], logged),
            "people": len(self.people),
            "decisions_per_person": divided(decisions, len(self.people)),
            "capacity_hours": capacity,
            "team_utilization": divided(logged, capacity),
            "reversed_decisions": self.reversed,
            "reversal_rate": divided(self.reversed, decisions),
        }


def density_by_week(
    organisation: RandomOrganisation, clock: Clock, as_of: datetime
) -> dict[tuple[date, Segment], Density]:
    """Return the sums of every week and segment in which a person completed anything."""
    found: dict[tuple[date, Segment], Density] = defaultdict(Density)
    for work in human_work(organisation, clock, as_of):
        for segment in segments_of(work.row, SEGMENTS):
            sums = found[clock.week(work.completed_at), segment]
            sums.items[work.work_class] += 1
            sums.hours[work.work_class] += work.hours  # type: ignore[assignment]
            sums.unmatched += work.is_unmatched
            sums.reversed += work.is_undone and work.work_class == "judgment"
            if work.row["assignee"] is not None:
                sums.people.add(work.row["assignee"])
    return found


def human_work(
    organisation: RandomOrganisation, clock: Clock, as_of: datetime
) -> Iterator[HumanWork]:
    """Yield every item that people completed, and every ruling that no item stands for."""
    items = newest_versions(organisation.rows("work_items"), "work_item_id").values()
    for row in items:
        done_at = row["completed_at"]
        if row["assignee_type"] == "human" and done_at is not None and done_at <= as_of:
            kind = kind_of(row, organisation, clock.day(done_at))
            yield HumanWork(
                row=_placed(organisation, row, row["assignee"], clock.day(done_at)),
                account=(row["_source"], row.get("_account", "default")),
                completed_at=done_at,
                hours=row["hours"] or 0.0,
                work_class=CLASS_OF_KIND[kind or "execution"],
                is_unmatched=kind is None,
                is_undone=_within_window(done_at, row["reopened_at"], as_of),
            )
    yield from _rulings(organisation, clock, {row["agent_run_id"] for row in items}, as_of)


def _placed(organisation: RandomOrganisation, row: Row, person: str | None, day: date) -> Row:
    return {
        "assignee": person,
        "workflow": row["workflow"],
        "role": role_on(organisation, person, day, row.get("role")),
        "declared_level": level_on(organisation, row["workflow"], day),
    }


def _within_window(done_at: datetime, undone_at: datetime | None, as_of: datetime) -> bool:
    return undone_at is not None and done_at <= undone_at <= min(done_at + REVERSAL_WINDOW, as_of)


def kind_of(row: Row, organisation: RandomOrganisation, day: date) -> str | None:
    """Return the kind of an item; None where nothing says it."""
    stated = (row["kind"] or "").lower()
    if stated in CLASS_OF_KIND:
        return stated
    for rule in sorted(organisation.rules, key=lambda rule: rule.rule_order):
        if _matches(rule, row):
            return rule.kind
    level = level_on(organisation, row["workflow"], day)
    return KIND_OF_LEVEL.get(level) if level else None


def _matches(rule: WorkKindRule, row: Row) -> bool:
    """Tell whether every filled cell of the rule has its value in the row, in whatever case."""
    labels = (row["labels"] or "").lower().split(";")
    cells = (
        (rule.source, row["_source"]),
        (rule.project, row["project"]),
        (rule.workflow, row["workflow"]),
        (rule.item_kind, row["kind"]),
    )
    return all(
        wanted is None or (found is not None and wanted.lower() == found.lower())
        for wanted, found in cells
    ) and (rule.label is None or rule.label.lower() in labels)


def _rulings(
    organisation: RandomOrganisation,
    clock: Clock,
    named_runs: set[str | None],
    as_of: datetime,
) -> Iterator[HumanWork]:
    runs = started_runs(organisation, as_of)
    verdicts: dict[str, list[Row]] = defaultdict(list)
    for row in newest_versions(organisation.rows("reviews"), "review_id").values():
        if (
            row["subject_type"] == "agent_run"
            and row["reviewer_type"] == "human"
            and row["verdict"] is not None
            and row["reviewed_at"] <= as_of
        ):
            verdicts[row["subject_id"]].append(row)
    for run, given in verdicts.items():
        if run not in runs or runs[run]["status"] != "escalated" or run in named_runs:
            continue
        given.sort(key=lambda row: (row["reviewed_at"], record_key(row, row["review_id"])))
        first, *following = given
        yield HumanWork(
            row=_placed(
                organisation, runs[run], first["reviewer"], clock.day(first["reviewed_at"])
            ),
            account=(first["_source"], first.get("_account", "default")),
            completed_at=first["reviewed_at"],
            hours=(first["minutes"] or 0.0) / 60,
            work_class="judgment",
            is_unmatched=False,
            is_ruling=True,
            is_undone=any(
                (row["verdict"] == "rejected") != (first["verdict"] == "rejected")
                and _within_window(first["reviewed_at"], row["reviewed_at"], as_of)
                for row in following
            ),
        )
