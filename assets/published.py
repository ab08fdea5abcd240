"""The published snapshot as an asset: written aside, audited, then swapped in."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import duckdb

from assets.landing import OWNERS
from assets.lib.disclosure import create_shown_records
from assets.lib.errors import UserError
from assets.lib.keys import verify_key
from assets.lib.ledger.publication import (
    check_restatement,
    compare_with_ledger,
    record_publication,
)
from assets.lib.outcome import read_inputs, record_checks, record_end
from assets.lib.progress import Progress
from assets.lib.published_schema import PublishedSchema, PublishedTable, read_published_schema
from assets.lib.resources import POOL, Home, failing_in_words
from assets.lib.settings import Settings
from assets.lib.table import quoted
from assets.lib.warehouse import open_warehouse
from assets.snapshot.reader import CURRENT, Published, hash_snapshot, write_state

SNAPSHOT = dg.AssetKey(["published", "snapshot"])
GENERATIONS = 5
"""Snapshots that are kept, the published one among them."""

_HEALTH = {
    "snapshot_info": """
        select
            declared.organisation_name,
            reporting.timezone,
            reporting.as_of,
            $published_at::timestamp as published_at,
            $run_id as run_id,
            (select max(week_start) from marts.reporting_week where is_complete)
                as last_complete_week,
            reporting.baseline_first_week,
            reporting.baseline_weeks,
            reporting.transition_start
        from marts.reporting_state as reporting
        cross join org.reporting as declared
    """,
    "check_result": "select * exclude (checked_at) from ops.check_result where run_id = $run_id",
    "ingested_file": "from shown_file",
    "quarantine": "from shown_quarantine",
    "skipped_record": "from shown_skipped",
}


class AuditFailed(UserError):
    """The snapshot is not what the warehouse holds."""


def publish(settings: Settings, run_id: str) -> Published:
    """Write, audit and swap in a snapshot of marts, definitions, analyses and health tables.

    What the warehouse still holds of an older version of the project is left out. Raises
    AuditFailed, with the published snapshot as it was.
    """
    now = datetime.now(tz=UTC)
    settings.published.mkdir(parents=True, exist_ok=True)
    name = f"fullscore-{now:%Y%m%dT%H%M%S%f}-{run_id[:8]}.duckdb"
    aside = settings.published / f".{name}"
    inputs = read_inputs(settings, run_id)
    with open_warehouse(settings) as connection:
        schema = read_published_schema()
        if inputs is None:  # no step of this run has verified what it publishes
            _verify_keys(connection, schema)
        restatement = compare_with_ledger(connection, settings)
        record_checks(settings, run_id, [check_restatement(connection, restatement)])
        as_of = _write(connection, aside, schema, run_id, now)
    published = Published(name, run_id, now, as_of, inputs, hash_snapshot(aside))
    record_publication(settings, published, restatement)
    aside.rename(settings.published / name)
    write_state(settings.published, CURRENT, published)
    record_end(settings, run_id, "published")
    _prune(settings.published, name)
    return published


def _verify_keys(connection: duckdb.DuckDBPyConnection, schema: PublishedSchema) -> None:
    outcomes = (
        verify_key(connection, f"{table.schema}.{table.name}", sorted(table.key))
        for table in schema.values()
        if table.key
    )
    broken = [outcome.reason for outcome in outcomes if outcome.blocks]
    if broken:
        raise AuditFailed("; ".join(broken))


def _write(
    connection: duckdb.DuckDBPyConnection,
    file: Path,
    published: PublishedSchema,
    run_id: str,
    now: datetime,
) -> datetime | None:
    connection.execute(f"attach '{str(file).replace(chr(39), chr(39) * 2)}' as snapshot")
    try:
        connection.begin()
        for source in sorted(published.values(), key=lambda source: source.name):
            _copy(connection, source)
        create_shown_records(connection)
        parameters = {"run_id": run_id, "published_at": now.replace(tzinfo=None)}
        for table, query in _HEALTH.items():
            used = {k: v for k, v in parameters.items() if f"${k}" in query}
            connection.execute(f"create table snapshot.main.{table} as {query}", used)
        info = connection.execute("select as_of from snapshot.main.snapshot_info").fetchall()
        connection.commit()
    finally:
        connection.execute("detach snapshot")
    return info[0][0].replace(tzinfo=UTC) if info and info[0][0] else None


def _copy(connection: duckdb.DuckDBPyConnection, table: PublishedTable) -> None:
    """Copy the rows and what the columns mean; raises AuditFailed where rows are missing."""
    copy = f"snapshot.main.{table.name}"
    connection.execute(f"create table {copy} as from {table.schema}.{table.name}")
    connection.execute(f"comment on table {copy} is {quoted(table.description)}")
    for name, column in table.columns.items():
        connection.execute(f'comment on column {copy}."{name}" is {quoted(column.meaning)}')
    [(made, copied)] = connection.execute(
        f"select (select count(*) from {table.schema}.{table.name}), (select count(*) from {copy})"
    ).fetchall()
    if made != copied:
        raise AuditFailed(f"{table.name}: {made} rows in the warehouse, {copied} in the snapshot")


def _prune(folder: Path, current: str) -> None:
    """Keep the newest generations; whoever has an older file open keeps reading it."""
    snapshots = sorted(folder.glob("fullscore-*.duckdb"), reverse=True)
    for old in [path for path in snapshots if path.name != current][GENERATIONS - 1 :]:
        old.unlink()
    for left_over in folder.glob(".fullscore-*.duckdb*"):
        left_over.unlink()


def build_publication(made_from: Iterable[dg.AssetKey]) -> dg.AssetsDefinition:
    """Return the step that publishes marts, definitions and analyses of these keys."""

    @dg.multi_asset(
        specs=[
            dg.AssetSpec(
                SNAPSHOT,
                group_name="published",
                description="What readers see: marts, definitions and health tables of the last "
                "run whose checks all held. The last five are kept.",
                deps=list(made_from),
                kinds={"duckdb"},
                owners=OWNERS,
            )
        ],
        name="publication",
        pool=POOL,
    )
    @failing_in_words
    def publication(
        context: dg.AssetExecutionContext, home: Home, progress: dg.ResourceParam[Progress]
    ) -> Iterator[dg.MaterializeResult[None]]:
        """Publish what this run computed."""
        progress.step("publish")
        published = publish(home.settings, context.run_id)
        yield dg.MaterializeResult(
            asset_key=SNAPSHOT,
            metadata={"file": published.file, "as_of": str(published.as_of)},
        )

    return publication
