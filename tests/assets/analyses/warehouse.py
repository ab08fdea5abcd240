"""A small warehouse with the tables that the analyses read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import duckdb

from assets.lib.settings import DBT_PROJECT

_TABLES = """
    create schema org;
    create schema marts;
    create schema seeds;
    create table org.reporting (baseline_first_week date, baseline_weeks integer);
    insert into org.reporting values (null, null);
    create table org.annotation (
        annotation_number integer, annotated_on date, text varchar, kind varchar, rebases boolean
    );
    create table org.annotation_concern (annotation_number integer, concern varchar);
    create table org.workflow (workflow varchar, function_id varchar);
    create table org.target (kpi_id varchar, target_value double, from_day date, until_day date);
    create table marts.kpi_weekly (
        kpi_id varchar, week_start date, segment_type varchar, segment varchar, numerator double,
        denominator double, value double, is_complete boolean, is_maturing boolean,
        is_small_n boolean
    );
    create table marts.kpi_counter_metric_weekly (
        kpi_id varchar, counter_metric varchar, week_start date, numerator double,
        denominator double, value double, is_maturing boolean, is_small_n boolean
    );
    create table marts.content_system_throughput_weekly (
        week_start date, segment_type varchar, is_complete boolean, pieces bigint,
        variants_per_piece double, channels_per_variant double
    );
    create table marts.agent_review_weekly (
        week_start date, agent varchar, workflow varchar, is_complete boolean, currency varchar,
        runs bigint, reviewed_runs bigint, scored_runs bigint, timed_runs bigint,
        token_runs bigint, costed_runs bigint, success_rate double, error_rate double,
        escalation_rate double, override_rate double, edit_rate double, quality_score double,
        latency_seconds double, tokens_per_run double, cost_per_run double
    );
"""
_SEEDS = (
    *("kpi_counter_metric", "kpi_definition", "kpi_segment", "parameter"),
    *("signal_limit_factor", "signal_measure"),
)


def make_warehouse() -> duckdb.DuckDBPyConnection:
    """Return a warehouse in memory with the project's seeds and nothing delivered."""
    connection = duckdb.connect()
    connection.execute(_TABLES)
    for seed in _SEEDS:
        path = str(DBT_PROJECT / "seeds" / f"{seed}.csv")
        connection.execute(f"create table seeds.{seed} as from read_csv('{path}')")
    return connection


def add(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows by the names of their columns."""
    for row in rows:
        marks = ", ".join("?" for _ in row)
        connection.execute(
            f"insert into {table} ({', '.join(row)}) values ({marks})", list(row.values())
        )


def ratio(
    kpi_id: str, week_start: date, fraction: Sequence[float], **changes: Any
) -> dict[str, Any]:
    """Return a row of `kpi_weekly` for a complete week's total, or for what `changes` say."""
    numerator, denominator = fraction
    return {
        "kpi_id": kpi_id,
        "week_start": week_start,
        "segment_type": "total",
        "segment": "all",
        "numerator": numerator,
        "denominator": denominator,
        "value": numerator / denominator if denominator else None,
        "is_complete": True,
        "is_maturing": False,
        "is_small_n": False,
        **changes,
    }
