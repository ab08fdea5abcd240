"""Commands on what was not let in: quarantine list, quarantine replay."""

from __future__ import annotations

from typing import Annotated

import typer

from assets.lib.settings import read_settings
from pipelines.cli.common import FAILED, read_declarations, stop
from pipelines.cli.output import Format, Shape, ask, print_rows

_QUARANTINE = """
    select
        path as file, row_number as row, stream, column_name as column, rule, value
    from ops.quarantine
    order by path, row_number
    limit ?
"""

app = typer.Typer(help="What was not let in, and why.", no_args_is_help=True)


@app.command("list")
def list_rows(
    limit: Annotated[int, typer.Option(min=1, help="Rows at most.")] = 50,
    shape: Shape = Format.TABLE,
) -> None:
    """List quarantined values: file, row, column, the rule that they break, the value."""
    from assets.lib.warehouse import open_warehouse_for_reading

    with open_warehouse_for_reading(read_settings()) as connection:
        print_rows(ask(connection, _QUARANTINE, [limit]), shape)


@app.command()
def replay(
    path: Annotated[
        str | None, typer.Option(help="Only this file, as `quarantine list` names it.")
    ] = None,
) -> None:
    """Read the files with quarantined or failed records anew, as after a fix, and run."""
    from assets.lib.ingestion.replay import request_replay
    from assets.lib.warehouse import open_warehouse
    from pipelines.cli.running import run

    settings = read_settings()
    read_declarations(settings)
    with open_warehouse(settings) as connection:
        files = request_replay(connection, path)
    if not files:
        stop("no file has quarantined or failed records" + (f" at {path}" if path else ""), FAILED)
    typer.echo(f"reading {len(files)} files anew", err=True)
    run(force=True)
