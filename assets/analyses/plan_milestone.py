"""analysis.plan_milestone: the state of every milestone of the transition plan, by evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from assets.lib.analysis import ALL_ANALYSES, Analysis, Frames, analysis_table, to_frame
from assets.lib.governance.milestones import (
    MISSING_START,
    MOST_ROWS,
    Evidence,
    MilestoneStatus,
    as_of_day,
    due_day,
    evaluate_milestone,
    gather_evidence,
)
from assets.lib.sandbox import QueryRefused, open_sandbox
from assets.lib.stream import Column, ColumnType

if TYPE_CHECKING:
    import duckdb

_MILESTONE = analysis_table(
    "plan_milestone",
    "One row per milestone of the transition plan.",
    ("milestone",),
    (
        Column("milestone", ColumnType.TEXT, "The milestone", required=True),
        Column("milestone_order", ColumnType.WHOLE, "Its place in the plan", required=True),
        Column("phase", ColumnType.TEXT, "The phase it belongs to", required=True),
        Column("phase_order", ColumnType.WHOLE, "The phase's place in the plan", required=True),
        Column("phase_name", ColumnType.TEXT, "The phase's name", required=True),
        Column("name", ColumnType.TEXT, "What is to be reached", required=True),
        Column("owner_role", ColumnType.TEXT, "The role that is accountable for it"),
        Column("due_on", ColumnType.DAY, "When it is due; null without transition_start"),
        Column(
            "state",
            ColumnType.TEXT,
            "done, on track, late (not done and past its day) or no evidence (no rows)",
            required=True,
        ),
        Column("done_on", ColumnType.DAY, "The day on which the last of its evidence came true"),
        Column("was_late", ColumnType.FLAG, "True where it was done after its day"),
        Column(
            "evidence_rows", ColumnType.COUNT, "Rows that its evidence query gives", required=True
        ),
        Column("evidence_done", ColumnType.COUNT, "Rows among them that are done", required=True),
        Column("missing", ColumnType.TEXT, "What has to be declared or measured to evaluate it"),
        Column("detail", ColumnType.TEXT, "Why its evidence query gave nothing, where it failed"),
    ),
)
_EVIDENCE = analysis_table(
    "plan_evidence",
    f"One row per milestone and row of its evidence, open rows first; at most {MOST_ROWS:,} each.",
    ("milestone", "row_number"),
    (
        Column("milestone", ColumnType.TEXT, "The milestone", required=True),
        Column("row_number", ColumnType.WHOLE, "The row's place", required=True),
        Column("item", ColumnType.TEXT, "The required fact", required=True),
        Column(
            "is_done", ColumnType.FLAG, "Whether it is true on the reporting day", required=True
        ),
        Column("done_on", ColumnType.DAY, "Since when, where that is known"),
    ),
)

_ORGANISATION = "select transition_start, as_of_on from marts.reporting_state"
_DECLARED = """
    select
        milestone, milestone_order, phase, phases.phase_order, phases.name, milestones.name,
        owner_role, coalesce(due_day, phases.last_day), evidence
    from org.plan_milestone as milestones
    inner join org.plan_phase as phases using (phase)
    order by milestone_order
"""
_PUBLISHED = """
    select schema_name, table_name from duckdb_tables()
    where schema_name in ('marts', 'seeds', 'analysis')
"""


@dataclass(frozen=True)
class _DeclaredMilestone:
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
class _EvaluatedMilestone:
    declared: _DeclaredMilestone
    due_on: date | None
    status: MilestoneStatus
    evidence: tuple[Evidence, ...]
    detail: str | None

    def milestone_row(self) -> tuple[Any, ...]:
        m, s = self.declared, self.status
        missing = [] if self.due_on else [MISSING_START]
        if not self.evidence and self.detail is None:
            missing.append("rows: the evidence query gives none")
        return (
            *(m.milestone, m.milestone_order, m.phase, m.phase_order, m.phase_name, m.name),
            *(m.owner_role, self.due_on, s.state, s.done_on, s.was_late),
            *(s.evidence_rows, s.evidence_done, "; ".join(missing) or None, self.detail),
        )

    def evidence_rows(self) -> Iterator[tuple[Any, ...]]:
        for number, row in enumerate(self.evidence, start=1):
            yield self.declared.milestone, number, row.item, row.is_done, row.done_on


def _compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    [(transition_start, as_of)] = connection.execute(_ORGANISATION).fetchall()
    declared = [_DeclaredMilestone(*row) for row in connection.execute(_DECLARED).fetchall()]
    with _published_tables(connection, [m.query for m in declared]) as sandbox:
        evaluated = [_evaluate(sandbox, m, transition_start, as_of) for m in declared]
    return {
        _MILESTONE.name: to_frame(_MILESTONE, (m.milestone_row() for m in evaluated)),
        _EVIDENCE.name: to_frame(_EVIDENCE, (row for m in evaluated for row in m.evidence_rows())),
    }


@contextmanager
def _published_tables(
    connection: duckdb.DuckDBPyConnection, queries: Iterable[str]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a sandbox with copies of the tables that the queries name, as the snapshot has them.

    The warehouse itself is open for writing, so declared queries never run there.
    """
    words = {word for query in queries for word in re.findall(r"\w+", query.lower())}
    tables = connection.execute(_PUBLISHED).fetchall()
    with open_sandbox() as sandbox:
        for schema, table in tables:
            if table in words:
                copied = connection.sql(f"from {schema}.{table}").to_arrow_table()
                sandbox.register("copied", copied)
                sandbox.execute(f"create table {table} as from copied")
                sandbox.unregister("copied")
        yield sandbox


def _evaluate(
    sandbox: duckdb.DuckDBPyConnection,
    milestone: _DeclaredMilestone,
    transition_start: date | None,
    as_of: date | None,
) -> _EvaluatedMilestone:
    detail = None
    try:
        evidence = as_of_day(gather_evidence(sandbox, milestone.query), as_of)
    except QueryRefused as error:
        evidence, detail = (), str(error)
    due_on = due_day(transition_start, milestone.due_day)
    status = evaluate_milestone(evidence, due_on, as_of)
    return _EvaluatedMilestone(milestone, due_on, status, evidence, detail)


_READS = (
    *("marts.reporting_state", "marts.plan_phase", "marts.workflow_mapping"),
    *("marts.handover_candidate", "marts.workflow_level_weekly"),
    *("marts.agent_review_weekly", "marts.agent_registry", "marts.incident"),
    *("marts.role_remap", "marts.person_training", "marts.workflow_level_history"),
    *("marts.agent_handover", "marts.content_audit_weekly"),
    *("org.plan_milestone", "org.plan_phase"),
    ALL_ANALYSES,
)
"""The marts of the default plan, and all other analyses: a declared query may use any of them."""

ANALYSIS = Analysis("transition plan", (_MILESTONE, _EVIDENCE), _READS, _compute)
