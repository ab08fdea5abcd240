"""The milestones of the transition plan: as they are declared, and as they are judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from assets.analyses.plan.evidence import Evidence
from assets.analyses.plan.standing import MISSING_START, Standing
from assets.analyses.plan.tables import EVIDENCE_SHOWN

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Milestone:
    """A milestone as it is declared."""

    milestone: str
    milestone_order: int
    phase: str
    phase_order: int
    phase_name: str
    name: str
    owner_role: str | None
    due_day: int
    query: str


@dataclass(frozen=True)
class Judged:
    """A milestone with its evidence on the reporting day, and where it stands."""

    declared: Milestone
    due_on: date | None
    standing: Standing
    evidence: tuple[Evidence, ...]
    detail: str | None

    def milestone_row(self) -> tuple[Any, ...]:
        m, s = self.declared, self.standing
        lacking = [] if self.due_on else [MISSING_START]
        if not self.evidence and self.detail is None:
            lacking.append("rows: the evidence query gives none")
        return (
            *(m.milestone, m.milestone_order, m.phase, m.phase_order, m.phase_name, m.name),
            *(m.owner_role, self.due_on, s.state, s.done_on, s.was_late),
            *(s.evidence_rows, s.evidence_done, "; ".join(lacking) or None, self.detail),
        )

    def evidence_rows(self) -> Iterator[tuple[Any, ...]]:
        for number, row in enumerate(self.evidence[:EVIDENCE_SHOWN], start=1):
            yield self.declared.milestone, number, row.item, row.is_done, row.done_on


def read_milestones(connection: duckdb.DuckDBPyConnection) -> list[Milestone]:
    """Return the declared milestones in the order of the plan."""
    rows = connection.execute(
        """
        select
            milestone, milestone_order, phase, phases.phase_order, phases.name, milestones.name,
            owner_role, coalesce(due_day, phases.last_day), evidence
        from org.plan_milestone as milestones
        inner join org.plan_phase as phases using (phase)
        order by milestone_order
        """
    ).fetchall()
    return [Milestone(*row) for row in rows]
