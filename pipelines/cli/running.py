"""Commands that make something: init, demo, run, publish."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from assets.lib.settings import Settings, read_settings
from pipelines.cli.common import FAILED, USAGE, read_declarations, stop

if TYPE_CHECKING:
    from assets.lib.progress import Progress
    from pipelines.run import RunOutcome


def init() -> None:
    """Write commented templates of the declarations, and make a folder for each tool's exports."""
    from pipelines.template import write_template

    settings = read_settings()
    written = write_template(settings)
    if not written:
        stop(f"{settings.organisation_folder} has declarations already; edit them there", USAGE)
    for path in written:
        typer.echo(f"wrote {path}")
    typer.echo(f"Put exports into {settings.landing}/<connector>/, then: fullscore run")


def demo() -> None:
    """Fill an empty landing with 30 weeks of exports of a made-up organisation."""
    _write_demo(read_settings())


def run(
    as_of: Annotated[
        str | None, typer.Option(metavar="ISO", help="Stand at this instant, not the newest event.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Compute and publish even if nothing is new.")
    ] = False,
    full_refresh: Annotated[
        bool,
        typer.Option("--full-refresh", help="Build the models by `dbt build`, with its tests."),
    ] = False,
    demo_if_empty: Annotated[
        bool, typer.Option("--demo-if-empty", help="With an empty landing, use the demo.")
    ] = False,
) -> None:
    """Ingest what has landed, compute, check, publish, and print the KPIs.

    Exit code 0: published or nothing new; 1: blocked or failed; 2: usage or declarations.
    """
    from assets.lib.organisation import OrganisationError
    from pipelines.run import RunRequest, execute_run

    settings = read_settings()
    request = RunRequest(_instant(as_of), force, full_refresh)
    if demo_if_empty and _is_empty(settings):
        typer.echo("Nothing has landed yet: using the demo organisation.", err=True)
        _write_demo(settings)
    organisation = read_declarations(settings)
    try:
        outcome = execute_run(settings, organisation, _progress(), request)
    except OrganisationError as error:
        stop(str(error), USAGE)
    _finish(settings, outcome)


def publish() -> None:
    """Check what the warehouse holds, and publish it without ingesting or computing anything."""
    from pipelines.run import execute_publication

    settings = read_settings()
    if not settings.warehouse_file.exists():
        stop("there is no warehouse yet; `fullscore run` makes it", FAILED)
    _finish(settings, execute_publication(settings, _progress()))


def _finish(settings: Settings, outcome: RunOutcome) -> None:
    from pipelines.cli.kpi_table import print_kpis
    from pipelines.cli.ledger import print_movements
    from pipelines.cli.summary import print_alerts, print_files

    print_files(outcome.summary)
    if outcome.state in ("blocked", "failed"):
        sys.stderr.write(f"\nThe run was {outcome.state}; the snapshot before it stays up.\n")
        for reason in outcome.reasons:
            sys.stderr.write(f"  - {reason}\n")
        raise typer.Exit(FAILED)
    if outcome.state == "unchanged":
        typer.echo("Nothing is new since the last run; what is published stays.", err=True)
    print_kpis(settings)
    if outcome.run_id:
        print_movements(settings, outcome.run_id)
    for reason in outcome.reasons:
        sys.stderr.write(f"after publication: {reason}\n")
    print_alerts(outcome.summary, settings.alert_url)


def _write_demo(settings: Settings) -> None:
    from pipelines.demo import DemoRefused, write_demo

    try:
        report = write_demo(settings)
    except DemoRefused as error:
        stop(str(error), USAGE)
    typer.echo(f"wrote {len(report.files)} exports to {settings.landing}", err=True)


def _is_empty(settings: Settings) -> bool:
    return not any(path.is_file() for path in settings.landing.rglob("[!.]*"))


def _instant(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        stop(f"--as-of: {text!r} is not allowed: give a time such as 2026-03-09T00:00:00Z", USAGE)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _progress() -> Progress:
    from pipelines.cli.progress import ConsoleProgress

    return ConsoleProgress()
