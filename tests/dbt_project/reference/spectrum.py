"""The Collaboration Spectrum, from its definition; its rules are read from their seed."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from assets.declarations.workflows.model import WorkflowsFile
from assets.lib.settings import DBT_PROJECT
from tests.dbt_project.organisation import RandomOrganisation, Row
from tests.dbt_project.reference.common import Weeks, divided, newest_versions, started_runs
from tests.dbt_project.reference.content import placements
from tests.dbt_project.reference.declared import level_on
from tests.dbt_project.reference.work import human_work

OBSERVED_WEEKS = 4
MINIMUM_OUTPUTS = 8
SHARES = ("agent_share", "reviewed_share", "changed_share", "escalated_share")
COUNTS = (
    *("agent_outputs", "human_outputs", "run_outputs", "reviewed_outputs"),
    *("audited_outputs", "changed_outputs", "agent_runs", "escalated_runs"),
)

Levels = dict[tuple[date, str], dict[str, Any]]


def levels_by_week(organisation: RandomOrganisation, weeks: Weeks) -> Levels:
    """Return counts, shares and levels of every workflow that is declared or worked in."""
    counted = _counts(organisation, weeks)
    declared = {known.workflow for known in organisation.declared[WorkflowsFile].workflows}
    found: Levels = {}
    for week in weeks.starts:
        complete = [w for w in weeks.starts if w <= week and weeks.is_complete(w)]
        observed = complete[-OBSERVED_WEEKS:]
        for workflow in declared | {name for name, _ in counted}:
            sums: Counter[str] = Counter()
            for observed_week in observed:
                sums.update(counted.get((workflow, observed_week), {}))
            found[week, workflow] = _levels(organisation, workflow, week, sums, len(observed))
    return found


def _levels(
    organisation: RandomOrganisation,
    workflow: str,
    week: date,
    sums: Counter[str],
    observed_weeks: int,
) -> dict[str, Any]:
    sunday = week + timedelta(days=6)
    declared = level_on(organisation, workflow, sunday)
    outputs = sums["agent_outputs"] + sums["human_outputs"]
    shares = {
        "agent_share": divided(sums["agent_outputs"], outputs),
        "reviewed_share": divided(sums["reviewed_outputs"], sums["run_outputs"]),
        "changed_share": divided(sums["changed_outputs"], sums["audited_outputs"]),
        "escalated_share": divided(sums["escalated_runs"], sums["agent_runs"]),
    }
    enough = observed_weeks == OBSERVED_WEEKS and outputs >= MINIMUM_OUTPUTS
    return {
        **{name: sums[name] for name in COUNTS},
        **shares,
        "declared_level": int(declared) if declared else None,
        "target_level": _target(organisation, workflow, sunday),
        "observed_level": _level_of(shares) if enough else None,
    }


def _level_of(shares: dict[str, float | None]) -> int | None:
    with (DBT_PROJECT / "seeds" / "spectrum_rule.csv").open(encoding="utf-8") as file:
        rules = sorted(csv.DictReader(file), key=lambda rule: int(rule["rule_order"]))
    for rule in rules:
        if all(_fits(shares[s], rule[f"min_{s}"], rule[f"max_{s}"]) for s in SHARES):
            return int(rule["level"])
    return None


def _fits(share: float | None, minimum: str, maximum: str) -> bool:
    if not minimum and not maximum:
        return True
    if share is None:
        return False
    return (not minimum or share >= float(minimum)) and (not maximum or share < float(maximum))


def _target(organisation: RandomOrganisation, workflow: str, day: date) -> int | None:
    targets = {
        target.by: target.level
        for known in organisation.declared[WorkflowsFile].workflows
        for target in known.targets
        if known.workflow == workflow
    }
    ahead = [by for by in targets if by >= day]
    chosen = min(ahead) if ahead else max(targets, default=None)
    return targets[chosen] if chosen else None


def _counts(organisation: RandomOrganisation, weeks: Weeks) -> dict[tuple[str, date], Counter[str]]:
    clock, as_of = weeks.clock, weeks.as_of
    found: dict[tuple[str, date], Counter[str]] = defaultdict(Counter)
    for work in human_work(organisation, clock, as_of):
        if work.row["workflow"] and not work.is_ruling and work.work_class != "oversight":
            found[work.row["workflow"], clock.week(work.completed_at)]["human_outputs"] += 1
    runs = dict(_finished_runs(organisation, as_of))
    verdicts = {key: _verdicts(organisation, key, row, as_of) for key, row in runs.items()}
    for row in runs.values():
        sums = found[row["workflow"], clock.week(row["ended_at"] or row["started_at"])]
        sums["agent_runs"] += 1
        sums["escalated_runs"] += row["status"] == "escalated"
    for workflow, moment, run in _agent_outputs(organisation, runs, as_of):
        sums = found[workflow, clock.week(moment)]
        sums["agent_outputs"] += 1
        if run is not None:
            sums["run_outputs"] += 1
            sums["reviewed_outputs"] += any(is_before for is_before, _ in verdicts[run])
            sums["audited_outputs"] += bool(verdicts[run])
            sums["changed_outputs"] += any(verdict != "approved" for _, verdict in verdicts[run])
    return found


def _finished_runs(organisation: RandomOrganisation, as_of: datetime) -> Iterator[tuple[str, Row]]:
    runs = started_runs(organisation, as_of)
    for key, row in runs.items():
        parent = runs.get(row["parent_run_id"] or "")
        if (
            row["workflow"] is not None
            and row["status"] != "cancelled"
            and (row["ended_at"] or row["started_at"]) <= as_of
            and (parent is None or parent["workflow"] != row["workflow"])
        ):
            yield key, row


def _agent_outputs(
    organisation: RandomOrganisation, runs: dict[str, Row], as_of: datetime
) -> Iterator[tuple[str, datetime, str | None]]:
    """Yield the workflow of every output, when it was made, and the run behind it."""
    made = {key: row for key, row in runs.items() if row["status"] != "error"}
    items = [
        row
        for row in newest_versions(organisation.rows("work_items"), "work_item_id").values()
        if row["assignee_type"] == "agent"
        and row["workflow"] is not None
        and row["completed_at"] is not None
        and row["completed_at"] <= as_of
    ]
    for row in items:
        run = row["agent_run_id"]
        yield row["workflow"], row["completed_at"], run if run in made else None
    named = {row["agent_run_id"] for row in items}
    for key, row in made.items():
        if key not in named:
            yield row["workflow"], row["ended_at"] or row["started_at"], key


def _verdicts(
    organisation: RandomOrganisation, key: str, run: Row, as_of: datetime
) -> list[tuple[bool, str]]:
    """Return each verdict of a person on a run, and whether it came before the output went out."""
    piece = run["subject_id"]
    pieces = newest_versions(organisation.rows("content_pieces"), "piece_id")
    is_own = piece in pieces and pieces[piece]["workflow"] == run["workflow"]
    live = [
        posted.live_at
        for (posted_piece, _, _), posted in placements(organisation, as_of).items()
        if posted_piece == piece and posted.live_at >= run["started_at"]
    ]
    found = []
    for row in newest_versions(organisation.rows("reviews"), "review_id").values():
        names_run = (row["subject_type"], row["subject_id"]) == ("agent_run", key)
        names_piece = (
            is_own
            and (row["subject_type"], row["subject_id"]) == ("content_piece", piece)
            and row["reviewed_at"] >= run["started_at"]
        )
        is_given = row["reviewer_type"] == "human" and row["verdict"] is not None
        if (names_run or names_piece) and is_given and row["reviewed_at"] <= as_of:
            is_before = not live or row["reviewed_at"] <= min(live)
            found.append((is_before, row["verdict"]))
    return found
