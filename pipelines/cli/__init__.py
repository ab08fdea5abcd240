"""The command line: thin commands that call functions."""

from __future__ import annotations

import typer

from pipelines.cli import quarantine, reading, running, serving

app = typer.Typer(
    name="fullscore",
    help="The KPI system of a marketing organisation on its way to AI-native.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

for command in (
    running.init,
    running.demo,
    running.run,
    reading.status,
    reading.kpis,
    reading.show,
    reading.query,
    reading.check,
    running.publish,
    reading.connectors,
    serving.dashboard,
    serving.dagster,
    serving.up,
):
    app.command()(command)
app.add_typer(quarantine.app, name="quarantine")


def main() -> None:
    """Run the command line."""
    app()
