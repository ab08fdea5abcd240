"""Records what each check found and how a run ended, for the gate and for those who look."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse, transaction
from assets.snapshot.reader import LAST_RUN, LastRun, read_last_run, write_state

Severity = Literal["error", "warn"]


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


def record_checks(settings: Settings, run_id: str, outcomes: Iterable[CheckOutcome]) -> list[str]:
    """Store the outcomes, and return why publication is blocked: a line per failed error check."""
    found = list(outcomes)
    with open_warehouse(settings) as connection, transaction(connection):
        for outcome in found:
            connection.execute(
                "insert into ops.check_result values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    run_id,
                    outcome.name,
                    outcome.asset,
                    outcome.severity,
                    outcome.passed,
                    outcome.description,
                    outcome.detail,
                    outcome.failing_rows,
                    datetime.now(tz=UTC).replace(tzinfo=None),
                ],
            )
    reasons = [f"{o.asset}: {o.name}: {o.detail or o.description}" for o in found if o.blocks]
    if reasons:
        record_end(settings, run_id, "blocked", reasons)
    return reasons


def record_end(
    settings: Settings,
    run_id: str,
    state: Literal["published", "blocked", "failed"],
    reasons: Iterable[str] = (),
) -> None:
    """Write how the run ended; the reasons of one run add up."""
    last = read_last_run(settings.published)
    earlier = last.reasons if last and last.run_id == run_id else ()
    together = tuple(dict.fromkeys([*earlier, *reasons]))
    write_state(
        settings.published, LAST_RUN, LastRun(run_id, state, datetime.now(tz=UTC), together)
    )


@contextmanager
def recording_failure(settings: Settings, run_id: str, step: str) -> Iterator[None]:
    """Record the run as failed where the step raises, and let the error go on."""
    try:
        yield
    except Exception as error:
        last = read_last_run(settings.published)
        if not (last and last.run_id == run_id and last.state == "blocked"):
            record_end(settings, run_id, "failed", [f"{step}: {error}"])
        raise
