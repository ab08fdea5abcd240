"""The command that shows what calls for people."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from assets.lib.settings import read_settings
from pipelines.cli.common import snapshot
from pipelines.cli.formats import NOTHING
from pipelines.cli.output import Format, Shape, answer, print_rows, print_table


def attention(
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Also print what is only to be watched.")
    ] = False,
    shape: Shape = Format.TABLE,
) -> None:
    """Print what calls for people, the most urgent first: what is the matter, and what to do."""
    with snapshot(read_settings()) as connection:
        rows = answer(connection, "attention/calls")
    if shape is not Format.TABLE:
        print_rows(rows, shape)
        return
    shown = [row for row in rows.records if everything or row["urgency"] != "watch"]
    if not shown:
        typer.echo("Nothing calls for people.")
    else:
        headings = ["", "what is the matter", "evidence", "who", "days", "next step"]
        print_table(headings, [_line(row) for row in shown], title="Attention")
    left = len(rows.records) - len(shown)
    if left:
        typer.echo(f"{left} more to watch: fullscore attention --all")


def _line(row: dict[str, Any]) -> list[str]:
    age = NOTHING if row["age_days"] is None else str(row["age_days"])
    return [
        row["urgency"],
        row["headline"],
        row["evidence"] or NOTHING,
        row["owned_by"] or NOTHING,
        age,
        row["next_step"] or NOTHING,
    ]
