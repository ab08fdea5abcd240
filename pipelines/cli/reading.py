"""Commands that only read: status, kpis, show, query, check."""

from __future__ import annotations

from typing import Annotated

import typer

from assets.lib.settings import Settings, read_settings
from assets.snapshot.reader import read_last_run, read_published
from pipelines.cli.common import (
    FAILED,
    USAGE,
    health_of_last_run,
    read_declarations,
    snapshot,
    stop,
)
from pipelines.cli.kpi_remarks import read_definitions, verdict_lines, waiting_lines
from pipelines.cli.output import Format, Rows, Shape, answer, answer_sql, print_rows


def status(shape: Shape = Format.TABLE) -> None:
    """Print what is published, how the last run ended, and how much is in quarantine."""
    settings = read_settings()
    published, last = read_published(settings.published), read_last_run(settings.published)
    facts: list[tuple[str, str]] = [("home", str(settings.home))]
    if published:
        facts += [
            ("published", f"{published.published_at:%Y-%m-%d %H:%M} UTC ({published.file})"),
            ("data as of", f"{published.as_of:%Y-%m-%d %H:%M} UTC" if published.as_of else "-"),
        ]
        with snapshot(settings) as connection:
            [totals] = answer(connection, "health/ingestion_totals").records
        states = ("loaded", "duplicate", "failed", "withdrawn", "gone")
        facts += [(f"files {state}", str(totals[f"{state}_files"])) for state in states]
        facts.append(("records in quarantine", str(totals["records_quarantined"])))
    else:
        facts.append(("published", "nothing yet"))
    if last:
        facts.append(("last run", f"{last.state} {last.ended_at:%Y-%m-%d %H:%M} UTC"))
        facts += [("reason", reason) for reason in last.reasons]
    print_rows(Rows(("what", "is"), tuple(facts)), shape)


def kpis(
    weeks: Annotated[
        int, typer.Option(min=1, help="How many complete weeks, the newest last.")
    ] = 8,
    as_published: Annotated[
        str | None,
        typer.Option(metavar="DAY|ID", help="As a publication showed them: its number or its day."),
    ] = None,
    shape: Shape = Format.TABLE,
) -> None:
    """Print every KPI week by week with the metric that it replaces; the running week is last.

    A table is followed by what to know of it: weeks that wait for an export or went without one,
    whether the newest week is a signal, and limits that should begin anew.
    """
    if as_published is not None:
        print_rows(_as_published(read_settings(), as_published, weeks), shape)
        return
    with snapshot(read_settings()) as connection:
        print_rows(answer(connection, "kpi/weeks", weeks=weeks), shape)
        if shape is Format.TABLE:
            definitions = read_definitions(connection)
            for line in (
                *waiting_lines(connection, definitions, weeks),
                *verdict_lines(connection, definitions),
            ):
                typer.echo(line)


def _as_published(settings: Settings, asked: str, weeks: int) -> Rows:
    """Return the totals of the newest weeks as the ledger has them."""
    from assets.lib.ledger import find_publication, read_values

    publication = find_publication(settings.ledger_file, asked)
    totals = [
        value
        for value in read_values(settings.ledger_file, publication.number).values()
        if value.segment_type == "total"
    ]
    shown = sorted({value.week_start for value in totals})[-weeks:]
    rows = tuple(
        (v.kpi_id, v.week_start, v.value, v.numerator, v.denominator, v.definition_version)
        for v in sorted(totals, key=lambda value: (value.kpi_id, value.week_start))
        if v.week_start in shown
    )
    columns = ("kpi_id", "week_start", "value", "numerator", "denominator", "definition_version")
    return Rows(columns, rows)


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
        tables = answer(connection, "health/published_tables")
        if table is None:
            print_rows(tables, shape)
            return
        if table not in {name for name, *_ in tables.values}:
            stop(f"no published table is named {table!r}; `fullscore show` lists them", USAGE)
        if columns_only:
            columns = answer(connection, "health/published_columns", table_name=table)
            print_rows(columns, shape)
            return
        print_rows(answer_sql(connection, f'select * from "{table}" limit {limit}'), shape)


def query(
    sql: Annotated[str, typer.Argument(help="One select over the published tables.")],
    limit: Annotated[int, typer.Option(min=1, help="Rows at most; more are refused.")] = 100_000,
    timeout: Annotated[float, typer.Option(min=0.001, help="Seconds that it may take.")] = 60,
    shape: Shape = Format.TABLE,
) -> None:
    """Run one select on the published snapshot; it can change nothing and read no other file."""
    from assets.lib.sandbox import QueryRefused, ask

    with snapshot(read_settings()) as connection:
        try:
            columns, rows = ask(connection, sql, most_rows=limit, seconds=timeout)
        except QueryRefused as refused:
            stop(f"the query is refused: {refused}", USAGE)
    print_rows(Rows(tuple(columns), tuple(rows)), shape)


def check(
    shape: Shape = Format.TABLE,
    failed: Annotated[bool, typer.Option("--failed", help="Only the checks that failed.")] = False,
) -> None:
    """Validate the declarations, and show what the checks of the last run found.

    Exit code 1 where a check of severity error failed.
    """
    settings = read_settings()
    read_declarations(settings)
    with health_of_last_run(settings) as connection:
        found = answer(connection, "health/checks")
    print_rows(found.where("passed", value=False) if failed else found, shape)
    if any(not row["passed"] and row["severity"] == "error" for row in found.records):
        raise typer.Exit(FAILED)
