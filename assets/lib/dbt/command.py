"""dbt in this process: compiles the project, and builds it where a full refresh is asked for.

Stands on `dbtRunner` and the event names that the lock file pins; a test fails when an upgrade
changes them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assets.lib.errors import UserError

if TYPE_CHECKING:
    from dbt.cli.main import dbtRunnerResult

NODE_RESULTS = frozenset({"LogModelResult", "LogSeedResult", "LogTestResult", "LogNodeResult"})


class DbtFailed(UserError):
    """dbt itself could not run: the project doesn't parse, or the warehouse can't be opened."""


def invoke_dbt(
    project: Path,
    warehouse: Path,
    arguments: list[str],
    on_event: Callable[[Any], None] | None = None,
) -> dbtRunnerResult:
    """Run a dbt command on a project and a warehouse file, and return its result.

    Parsing artifacts go to the project's `target`. The connection is closed before it returns.
    Raises DbtFailed where dbt could not run; a failing model or test is a result, not an error.
    """
    from dbt.cli.main import dbtRunner

    runner = dbtRunner(callbacks=[on_event] if on_event else [])
    with _environment(warehouse):
        result = runner.invoke(
            [
                *arguments,
                f"--project-dir={project}",
                f"--profiles-dir={project}",
                f"--target-path={project / 'target'}",
                f"--log-path={project / 'target'}",
                "--quiet",
                "--log-level-file=none",
                "--write-json" if arguments[0] == "compile" else "--no-write-json",
            ]
        )
    if result.exception is not None:
        raise DbtFailed(f"dbt could not run: {result.exception}") from result.exception
    return result


@contextmanager
def _environment(warehouse: Path) -> Iterator[None]:
    """Tell profiles.yml where the warehouse is, for the time of one command."""
    before = dict(os.environ)
    os.environ["FULLSCORE_WAREHOUSE"] = str(warehouse)
    os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        _release_warehouse()


def _release_warehouse() -> None:
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]  # dbt's own
