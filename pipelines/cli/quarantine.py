"""Commands on rejected rows and wrong files: quarantine list, quarantine replay, withdraw."""

from __future__ import annotations

from typing import Annotated

import typer

from assets.lib.settings import read_settings
from pipelines.cli.common import FAILED, health_of_last_run, read_declarations, stop
from pipelines.cli.output import Format, Shape, answer, print_rows

app = typer.Typer(help="Rejected rows, and the rules that they break.", no_args_is_help=True)


@app.command("list")
def list_rows(
    limit: Annotated[int, typer.Option(min=1, help="Rows at most.")] = 50,
    shape: Shape = Format.TABLE,
) -> None:
    """List quarantined values: file, row, column, the rule that they break, the value."""
    with health_of_last_run(read_settings()) as connection:
        print_rows(answer(connection, "health/quarantined_values", most_rows=limit), shape)


@app.command()
def replay(
    path: Annotated[
        str | None, typer.Option(help="Only this file, as `quarantine list` names it.")
    ] = None,
) -> None:
    """Ingest the files with quarantined or failed records again, as after a fix, and run."""
    from assets.lib.ingestion.replay import request_replay
    from assets.lib.warehouse import open_warehouse
    from pipelines.cli.running import run

    settings = read_settings()
    read_declarations(settings)
    with open_warehouse(settings) as connection:
        files = request_replay(connection, path)
    if not files:
        stop("no file has quarantined or failed records" + (f" at {path}" if path else ""), FAILED)
    typer.echo(f"ingesting {len(files)} files again", err=True)
    run(force=True)


def withdraw(
    path: Annotated[str, typer.Argument(help="The file, as `status` and the data health name it.")],
    undo: Annotated[
        bool, typer.Option("--undo", help="Let the next run read the file again.")
    ] = False,
) -> None:
    """Take the rows of a file out, and keep them out; the next run computes anew without them."""
    from assets.lib.ingestion.withdraw import undo_withdrawal, withdraw_file

    settings = read_settings()
    if undo:
        [restored] = undo_withdrawal(settings, path)
        typer.echo(f"{restored}: no longer withdrawn; the next run reads it again")
        return
    withdrawal = withdraw_file(settings, path)
    for withdrawn in withdrawal.paths:
        typer.echo(f"{withdrawn}: withdrawn")
    for stream, rows in sorted(withdrawal.rows.items()):
        typer.echo(f"  {stream}: {rows:,} rows taken out")
    typer.echo("what is published stays until the next `fullscore run`, which computes anew")
