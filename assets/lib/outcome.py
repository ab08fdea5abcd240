"""Records what a run reads, what each check found and how the run ended."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Literal

from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse, transaction
from assets.snapshot.reader import (
    LAST_RUN,
    LastRun,
    RunInputs,
    if_intact,
    read_last_run,
    write_state,
)

Severity = Literal["error", "warn"]
_STARTED_RUN = "started_run.json"


@dataclass(frozen=True)
class CheckOutcome:
    """What one check found. A failed check of severity error blocks publication."""

    name: str
    asset: str
    passed: bool
    severity: Severity = "error"
    description: str = ""
    detail: str = ""
    failing_rows: int = 0

    @property
    def blocks(self) -> bool:
        return not self.passed and self.severity == "error"

    @property
    def reason(self) -> str:
        """Why publication is blocked, in a line."""
        return f"{self.asset}: {self.name}: {self.detail or self.description}"


def record_start(settings: Settings, run_id: str, inputs: RunInputs) -> None:
    """Keep what the run reads, for the record of how it ends."""
    settings.warehouse_folder.mkdir(parents=True, exist_ok=True)
    aside = settings.warehouse_folder / f".{_STARTED_RUN}.new"
    aside.write_text(json.dumps({"run_id": run_id, "inputs": asdict(inputs)}), encoding="utf-8")
    aside.replace(settings.warehouse_folder / _STARTED_RUN)


def read_inputs(settings: Settings, run_id: str) -> RunInputs | None:
    """Return what `record_start` kept of this run; None where it has not read anything."""
    path = settings.warehouse_folder / _STARTED_RUN
    if not path.exists():
        return None
    try:
        values = json.loads(path.read_bytes())
        return RunInputs(**values["inputs"]) if values["run_id"] == run_id else None
    except (ValueError, KeyError, TypeError):  # damaged: the next run writes it anew
        return None


def record_checks(settings: Settings, run_id: str, outcomes: Iterable[CheckOutcome]) -> list[str]:
    """Store the outcomes, and return why publication is blocked: a line per failed error check."""
    found = list(outcomes)
    now = datetime.now(tz=UTC).replace(tzinfo=None)
    rows = [
        (
            run_id,
            outcome.name,
            outcome.asset,
            outcome.severity,
            outcome.passed,
            outcome.description,
            outcome.detail,
            outcome.failing_rows,
            now,
        )
        for outcome in found
    ]
    if rows:
        with open_warehouse(settings) as connection, transaction(connection):
            connection.executemany(
                "insert into ops.check_result values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
            )
    reasons = [outcome.reason for outcome in found if outcome.blocks]
    if reasons:
        record_end(settings, run_id, "blocked", reasons)
    return reasons


def record_end(
    settings: Settings,
    run_id: str,
    state: Literal["published", "blocked", "failed"],
    reasons: Iterable[str] = (),
) -> None:
    """Write how the run ended; the reasons of one run add up, and blocked stays blocked."""
    last = if_intact(read_last_run, settings.published)
    earlier = last if last and last.run_id == run_id else None
    if earlier and earlier.state == "blocked" and state == "failed":
        return
    together = tuple(dict.fromkeys([*(earlier.reasons if earlier else ()), *reasons]))
    ended = LastRun(run_id, state, datetime.now(tz=UTC), together, read_inputs(settings, run_id))
    write_state(settings.published, LAST_RUN, ended)
