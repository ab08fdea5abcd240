"""The command line: thin commands that call functions."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress
from typing import NoReturn

import typer

from assets.lib.errors import UserError
from pipelines.cli import (
    agents,
    audit,
    explaining,
    ledger,
    multiples,
    organisation,
    plan,
    quarantine,
    reading,
    risks,
    roles,
    running,
    serving,
    spectrum,
)
from pipelines.cli.common import FAILED

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
    explaining.explain,
    ledger.diff,
    spectrum.spectrum,
    roles.roles,
    multiples.multiples,
    reading.show,
    reading.query,
    reading.check,
    running.publish,
    reading.connectors,
    quarantine.withdraw,
    plan.plan,
    risks.risks,
    serving.dashboard,
    serving.dagster,
    serving.up,
):
    app.command()(command)
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(agents.app, name="agents")
app.add_typer(audit.app, name="audit")
app.add_typer(ledger.app, name="ledger")
app.add_typer(organisation.app, name="org")


def main() -> None:
    """Run the command line; an error that a person can act on is one line and exit code 1."""
    try:
        app()
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        _end_process(FAILED)
    except SystemExit as end:
        _end_process(end.code if isinstance(end.code, int) else int(end.code is not None))


def _end_process(code: int) -> NoReturn:
    """End the process at once: everything is closed by now.

    Python's own way out of a process with Dagster in it takes apart a million objects first.
    """
    atexit._run_exitfuncs()  # noqa: SLF001  # what other libraries close at an exit
    with suppress(BrokenPipeError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)
