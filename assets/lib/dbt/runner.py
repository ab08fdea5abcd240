"""dbt in this process: no start-up per call, and every result as it happens.

Stands on internals of dbt and dagster-dbt that the lock file pins; a test fails when an upgrade
changes them.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

from assets.lib.settings import DBT_PROJECT, Settings

if TYPE_CHECKING:
    from dbt.cli.main import dbtRunnerResult
    from dbt.contracts.graph.manifest import Manifest

RESULT_EVENTS = frozenset(
    {"LogModelResult", "LogSeedResult", "LogSnapshotResult", "LogTestResult", "LogNodeResult"}
)
_PROJECT_FILES = ("*.sql", "*.yml", "*.csv", "*.md")


class DbtFailed(Exception):
    """dbt itself could not run: the project doesn't parse, or the warehouse can't be opened."""


def project_fingerprint() -> str:
    """Return a hash of every file of the dbt project."""
    digest = hashlib.sha256()
    for pattern in _PROJECT_FILES:
        for path in sorted(DBT_PROJECT.rglob(pattern)):
            digest.update(path.relative_to(DBT_PROJECT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def ensure_manifest(settings: Settings) -> Path:
    """Return the path of a manifest.json that is true to the project's files, parsing if need be.

    Raises DbtFailed with dbt's reason.
    """
    manifest = settings.dbt_target / "manifest.json"
    stamp = settings.dbt_target / "project.sha256"
    fingerprint = project_fingerprint()
    if manifest.exists() and stamp.exists() and stamp.read_text() == fingerprint:
        return manifest
    _checked(_invoke(settings, ["parse"]))
    stamp.write_text(fingerprint)
    return manifest


def build(settings: Settings, arguments: list[str]) -> Iterator[dict[str, Any]]:
    """Run `dbt build` with these arguments, and yield the event of each node's result.

    Raises DbtFailed where dbt could not run; a failing model or test is a result, not an error.
    """
    events: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
    with ThreadPoolExecutor(max_workers=1) as thread:
        running = thread.submit(_build, settings, arguments, events)
        while (event := events.get()) is not None:
            yield event
        _checked(running.result())


def _build(
    settings: Settings, arguments: list[str], events: SimpleQueue[dict[str, Any] | None]
) -> dbtRunnerResult:
    from google.protobuf.json_format import MessageToDict

    def keep(event: Any) -> None:
        if event.info.name in RESULT_EVENTS:
            events.put(MessageToDict(event, preserving_proto_field_name=True))

    try:
        return _invoke(settings, ["build", *arguments], keep, _parsed(settings))
    finally:
        events.put(None)


def _parsed(settings: Settings) -> Manifest | None:
    """Return the manifest that the last parse left, so that dbt needn't look at files again."""
    from dbt.contracts.graph.manifest import Manifest

    path = settings.dbt_target / "partial_parse.msgpack"
    return Manifest.from_msgpack(path.read_bytes()) if path.exists() else None


def _invoke(
    settings: Settings, arguments: list[str], callback: Any = None, manifest: Any = None
) -> dbtRunnerResult:
    from dbt.cli.main import dbtRunner

    settings.dbt_target.mkdir(parents=True, exist_ok=True)
    runner = dbtRunner(manifest=manifest, callbacks=[callback] if callback else [])
    with _environment(settings):
        return runner.invoke(
            [
                *arguments,
                f"--project-dir={DBT_PROJECT}",
                f"--profiles-dir={DBT_PROJECT}",
                f"--target-path={settings.dbt_target}",
                f"--log-path={settings.dbt_target}",
                "--quiet",
                "--log-level-file=none",
                "--no-write-json" if arguments[0] == "build" else "--write-json",
            ]
        )


@contextmanager
def _environment(settings: Settings) -> Iterator[None]:
    """profiles.yml reads where the warehouse is; the connection is closed with the call."""
    before = dict(os.environ)
    os.environ["FULLSCORE_WAREHOUSE"] = str(settings.warehouse_file)
    os.environ["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        _release_warehouse()


def _release_warehouse() -> None:
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]


def _checked(result: dbtRunnerResult) -> None:
    if result.exception is not None:
        raise DbtFailed(f"dbt could not run: {result.exception}") from result.exception
