"""The command line: thin commands that call functions."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress
from typing import NoReturn

import typer

from assets.lib.errors import describe_failure
from assets.lib.home import check_home, make_files_private
from assets.lib.settings import read_settings
from pipelines.cli import (
    agents,
    attention,
    audit,
    connectors,
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


@app.callback()
def require_usable_home() -> None:
    """The KPI system of a marketing organisation on its way to AI-native."""
    check_home(read_settings())


for command in (
    running.init,
    running.demo,
    running.run,
    reading.status,
    reading.kpis,
    attention.attention,
    explaining.explain,
    ledger.diff,
    spectrum.spectrum,
    roles.roles,
    multiples.multiples,
    reading.show,
    reading.query,
    reading.check,
    running.publish,
    quarantine.withdraw,
    plan.plan,
    risks.risks,
    serving.dashboard,
    serving.dagster,
    serving.up,
):
    app.command()(command)
app.add_typer(connectors.app, name="connectors")
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(agents.app, name="agents")
app.add_typer(audit.app, name="audit")
app.add_typer(ledger.app, name="ledger")
app.add_typer(organisation.app, name="org")


def main() -> None:
    """Run the command line; an error that a person can act on is one line and exit code 1."""
    make_files_private()
    try:
        app()
    except BrokenPipeError:  # whoever read the output has seen enough
        _end_process(FAILED)
    except Exception as error:
        said = describe_failure(error)
        if said is None:
            raise
        sys.stderr.write(f"{said}\n")
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
