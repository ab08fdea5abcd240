"""Reads the weekly reviews, the runs and the bases out of the warehouse."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from assets.analyses.drift.examining import AgentHistory
from assets.analyses.drift.measures import LEVELS, SHARES, Measure
from assets.analyses.drift.observations import Counted, Sampled
from assets.analyses.drift.reference import Rules
from assets.analyses.seeds import read_parameters

if TYPE_CHECKING:
    import duckdb

Series = dict[Measure, dict[date, Counted | Sampled]]

_WEEKS = "from marts.agent_review_weekly where is_complete"


def read_rules(connection: duckdb.DuckDBPyConnection) -> Rules:
    """Return the rules that the parameters of subject `governance` state."""
    return Rules.from_seed(read_parameters(connection, "governance"))


def read_histories(connection: duckdb.DuckDBPyConnection) -> list[AgentHistory]:
    """Return the history of every agent that has run, by name."""
    series: dict[str, Series] = defaultdict(lambda: {m: {} for m in (*SHARES, *LEVELS)})
    for share in SHARES:
        rows = connection.execute(
            f"select agent, week_start, {share.hits}, {share.trials} {_WEEKS}"
        ).fetchall()
        for agent, week, hits, trials in rows:
            series[agent][share][week] = Counted(hits, trials)
    for level in LEVELS:
        for agent, week, values in connection.execute(_values_query(level.column)).fetchall():
            series[agent][level][week] = Sampled(tuple(values), level.summary)
    rebased = _read_bases(connection)
    return [AgentHistory(agent, series[agent], rebased[agent]) for agent in sorted(series)]


def _values_query(column: str) -> str:
    """One list of values per agent and week; amounts of the currency that ran last, only."""
    return f"""
        with newest as (
            select agent, max_by(currency, started_at) as currency
            from marts.agent_run where currency is not null group by agent
        )
        select weeks.agent, weeks.week_start,
            coalesce(
                list(runs.{column} order by runs.run_key) filter (where runs.{column} is not null),
                []
            )
        from (select agent, week_start {_WEEKS}) as weeks
        left join newest on weeks.agent = newest.agent
        left join marts.agent_run as runs
            on weeks.agent = runs.agent and weeks.week_start = runs.week_start
            and ('{column}' <> 'cost' or runs.currency = newest.currency)
        group by weeks.agent, weeks.week_start
    """


def _read_bases(connection: duckdb.DuckDBPyConnection) -> dict[str, list[date]]:
    """The days on which an annotation that concerns the agent, its workflow or nothing rebases."""
    rows = connection.execute(
        """
        select distinct registry.agent, annotation.annotated_on
        from marts.agent_registry as registry
        cross join org.annotation as annotation
        left join org.annotation_concern as concern using (annotation_number)
        where annotation.rebases
            and (concern.concern is null or concern.concern in (registry.agent, registry.workflow))
        """
    ).fetchall()
    bases: dict[str, list[date]] = defaultdict(list)
    for agent, day in rows:
        bases[agent].append(day)
    return bases
