"""Commands that look: status, kpis, show, query, check, connectors."""

from __future__ import annotations

from typing import Annotated

import typer

from assets.lib.settings import read_settings
from assets.snapshot.reader import read_last_run, read_published
from pipelines.cli.common import FAILED, USAGE, read_declarations, snapshot, stop
from pipelines.cli.output import Format, Rows, Shape, ask, print_rows

_KPIS = """
    with weeks as (
        select distinct week_start
        from kpi_weekly
        where segment_type = 'total'
        order by week_start desc
        limit ?
    )
    select
        kpi_id as kpi, week_start, value, numerator, denominator, is_complete as complete,
        is_maturing as maturing, is_small_n as small_n, old_metric, old_value
    from kpi_weekly
    inner join weeks using (week_start)
    where segment_type = 'total'
    order by kpi, week_start
"""

_TABLES = """
    select table_name as table, estimated_size as rows, column_count as columns, comment as holds
    from duckdb_tables()
    order by table_name
"""
_COLUMNS = """
    select column_name as column, lower(data_type) as type, comment as meaning
    from duckdb_columns()
    where table_name = ?
    order by column_index
"""
_CHECKS = """
    select check_name as check, asset, severity, passed, failing_rows, detail
    from ops.check_result
    where run_id = (select run_id from ops.check_result order by checked_at desc limit 1)
    order by passed, severity, asset, check_name
"""


def status(shape: Shape = Format.TABLE) -> None:
    """Say what is published, how the last run ended, and what waits in quarantine."""
    settings = read_settings()
    published, last = read_published(settings.published), read_last_run(settings.published)
    facts: list[tuple[str, str]] = [("home", str(settings.home))]
    if published:
        facts += [
            ("published", f"{published.published_at:%Y-%m-%d %H:%M} UTC ({published.file})"),
            ("data as of", f"{published.as_of:%Y-%m-%d %H:%M} UTC" if published.as_of else "-"),
        ]
        with snapshot(settings) as connection:
            counts = connection.execute(
                "select status, count(*), sum(records_quarantined) from ingested_file group by 1"
            ).fetchall()
        facts += [(f"files {name}", str(number)) for name, number, _ in sorted(counts)]
        facts.append(("records in quarantine", str(sum(int(q or 0) for _, _, q in counts))))
    else:
        facts.append(("published", "nothing yet"))
    if last:
        facts.append(("last run", f"{last.state} {last.ended_at:%Y-%m-%d %H:%M} UTC"))
        facts += [("reason", reason) for reason in last.reasons]
    print_rows(Rows(("what", "is"), tuple(facts)), shape)


def kpis(
    weeks: Annotated[int, typer.Option(min=1, help="How many weeks, the newest last.")] = 8,
    shape: Shape = Format.TABLE,
) -> None:
    """Print the four KPIs week by week, each beside the metric that it replaces."""
    with snapshot(read_settings()) as connection:
        print_rows(ask(connection, _KPIS, [weeks]), shape)


def show(
    table: Annotated[str | None, typer.Argument(help="A published table; none lists them.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="Rows at most.")] = 20,
    columns_only: Annotated[
        bool, typer.Option("--columns", help="List its columns and what they mean.")
    ] = False,
    shape: Shape = Format.TABLE,
) -> None:
    """Show rows of a published table or what its columns mean, or list the tables."""
    with snapshot(read_settings()) as connection:
        tables = ask(connection, _TABLES)
        if table is None:
            print_rows(tables, shape)
            return
        if table not in {name for name, *_ in tables.values}:
            stop(f"no published table is named {table!r}; `fullscore show` lists them", USAGE)
        if columns_only:
            print_rows(ask(connection, _COLUMNS, [table]), shape)
            return
        print_rows(ask(connection, f'select * from "{table}" limit ?', [limit]), shape)


def query(
    sql: Annotated[str, typer.Argument(help="One select over the published tables.")],
    shape: Shape = Format.TABLE,
) -> None:
    """Ask the published snapshot anything; nothing can be changed, and no other file be read."""
    import duckdb

    with snapshot(read_settings()) as connection:
        try:
            rows = ask(connection, sql)
        except duckdb.Error as error:
            stop(str(error), USAGE)
    print_rows(rows, shape)


def check(
    shape: Shape = Format.TABLE,
    failed: Annotated[bool, typer.Option("--failed", help="Only what did not hold.")] = False,
) -> None:
    """Hold the declarations against their rules, and show what the checks of the last run found.

    Exit code 1 where a check of severity error failed.
    """
    from assets.lib.warehouse import open_warehouse_for_reading

    settings = read_settings()
    read_declarations(settings)
    with open_warehouse_for_reading(settings) as connection:
        found = ask(connection, _CHECKS)
    kept = [row for row in found.values if not (failed and row[3])]
    print_rows(Rows(found.columns, tuple(kept)), shape)
    if any(not row["passed"] and row["severity"] == "error" for row in found.records):
        raise typer.Exit(FAILED)


def connectors(shape: Shape = Format.TABLE) -> None:
    """List the connectors, what they read and which streams they feed."""
    from assets.lib.ingestion.discover import discover_connectors

    found = tuple(
        (c.name, c.title, " ".join(c.suffixes), ", ".join(c.streams))
        for c in discover_connectors().values()
    )
    print_rows(Rows(("connector", "tool", "files", "streams"), found), shape)
