"""The transition plan: what is done follows from data, and is never ticked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from assets.analyses.analysis import Analysis, Frames
from assets.analyses.frame import to_frame
from assets.analyses.plan.evidence import gather_evidence
from assets.analyses.plan.milestones import Judged, Milestone, read_milestones
from assets.analyses.plan.standing import due_day, judge, until
from assets.analyses.plan.tables import EVIDENCE, MILESTONE
from assets.lib.sandbox import QueryRefused, open_sandbox

if TYPE_CHECKING:
    import duckdb


def _compute(connection: duckdb.DuckDBPyConnection) -> Frames:
    [(transition_start, as_of)] = connection.execute(
        "select transition_start, as_of_on from marts.reporting_state"
    ).fetchall()
    milestones = read_milestones(connection)
    with _published_tables(connection, [m.query for m in milestones]) as sandbox:
        judged = [_judge(sandbox, m, transition_start, as_of) for m in milestones]
    return {
        MILESTONE.name: to_frame(MILESTONE, (j.milestone_row() for j in judged)),
        EVIDENCE.name: to_frame(EVIDENCE, (row for j in judged for row in j.evidence_rows())),
    }


@contextmanager
def _published_tables(
    connection: duckdb.DuckDBPyConnection, queries: Iterable[str]
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a sandbox with copies of the tables that the queries name, as the snapshot has them.

    The warehouse itself is open for writing, and no place for a query that somebody declares.
    """
    words = {word for query in queries for word in re.findall(r"\w+", query.lower())}
    tables = connection.execute(
        "select schema_name, table_name from duckdb_tables() "
        "where schema_name in ('marts', 'seeds', 'analysis')"
    ).fetchall()
    with open_sandbox() as sandbox:
        for schema, table in tables:
            if table in words:
                copied = connection.sql(f"from {schema}.{table}").to_arrow_table()
                sandbox.register("copied", copied)
                sandbox.execute(f"create table {table} as from copied")
                sandbox.unregister("copied")
        yield sandbox


def _judge(
    sandbox: duckdb.DuckDBPyConnection,
    milestone: Milestone,
    transition_start: date | None,
    as_of: date | None,
) -> Judged:
    detail = None
    try:
        evidence = until(gather_evidence(sandbox, milestone.query), as_of)
    except QueryRefused as error:
        evidence, detail = (), str(error)
    due_on = due_day(transition_start, milestone.due_day)
    return Judged(milestone, due_on, judge(evidence, due_on, as_of), evidence, detail)


_READS = (
    *("marts.reporting_state", "marts.plan_phase", "marts.workflow_mapping"),
    *("marts.handover_candidate", "marts.workflow_level_weekly"),
    *("marts.agent_review_weekly", "marts.agent_registry", "marts.incident"),
    *("marts.role_remap", "marts.person_training", "marts.workflow_level_history"),
    *("marts.agent_handover", "marts.content_audit_weekly"),
    *("analysis.agent_drift_weekly", "analysis.escalation_trigger_weekly"),
    *("analysis.signal_weekly", "analysis.kpi_change_weekly", "analysis.kpi_change_annotation"),
    *("analysis.kpi_forecast", "analysis.brand_voice_weekly"),
    *("analysis.risk_measure", "analysis.risk_state"),
)
"""The marts of the default plan, and every other analysis: a query may ask for any of them."""

ANALYSIS = Analysis("Transition plan", (MILESTONE, EVIDENCE), _READS, _compute)
