"""What a run came to: files and records, and the alerts it raised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from assets.lib.alerts import Alert
from assets.lib.disclosure import create_shown_records
from assets.lib.warehouse import NoWarehouse, open_warehouse_for_reading

if TYPE_CHECKING:
    from assets.lib.settings import Settings

_FILES = """
    select
        count(*) filter (where status = 'loaded'),
        count(*) filter (where status = 'duplicate'),
        count(*) filter (where status = 'failed'),
        count(*) filter (where status = 'withdrawn'),
        coalesce(sum(records_read), 0),
        coalesce(sum(records_loaded), 0),
        coalesce(sum(records_quarantined), 0),
        coalesce(sum(records_skipped), 0)
    from ops.ingested_file
"""
_FAILED_FILES = "select path, reason from shown_file where status = 'failed' order by path"
_GONE_FILES = """
    select path, rows_loaded
    from shown_file
    where status = 'loaded' and presence = 'gone'
    order by path
"""
_CHANGED_COLUMNS = """
    select
        newer_file,
        coalesce(list(column_name order by column_name) filter (where change = 'gone'), []),
        coalesce(
            list(column_name || ' was ' || kind_before || ' and is ' || kind_after
                order by column_name) filter (where change <> 'gone'),
            []
        )
    from marts.schema_drift
    where is_open
    group by file_sequence, newer_file
    order by newer_file
"""
_ALERTS = """
    select agent, trigger_name, week_start, state, expression, detail, owner, delivered_at
    from ops.alert
    where run_id = ?
    order by week_start, agent, trigger_name
"""


@dataclass(frozen=True)
class FileCounts:
    """Files by what became of them, and their records."""

    loaded: int = 0
    duplicate: int = 0
    failed: int = 0
    withdrawn: int = 0
    records_read: int = 0
    records_loaded: int = 0
    records_quarantined: int = 0
    records_skipped: int = 0


@dataclass(frozen=True)
class RaisedAlert:
    """An alert of this run, and whether it has reached people."""

    alert: Alert
    is_delivered: bool


@dataclass(frozen=True)
class ChangedColumns:
    """Columns of a file that are read, and are gone or of another kind than in an earlier file."""

    file: str
    gone: tuple[str, ...]
    rewritten: tuple[str, ...]

    def __str__(self) -> str:
        gone = f"{', '.join(self.gone)} gone" if self.gone else ""
        return f"{self.file}: {'; '.join(filter(None, (gone, *self.rewritten)))}"


@dataclass(frozen=True)
class RunSummary:
    """What a run came to; `files` is None where there is no warehouse.

    `failed_files` are paths with their reasons, `gone_files` paths that are no longer in landing
    with the rows that stay. `changed_columns` are those that are still warned of.
    """

    files: FileCounts | None = None
    failed_files: tuple[tuple[str, str], ...] = ()
    gone_files: tuple[tuple[str, int], ...] = ()
    changed_columns: tuple[ChangedColumns, ...] = ()
    alerts: tuple[RaisedAlert, ...] = ()


def summarise_run(settings: Settings, run_id: str | None = None) -> RunSummary:
    """Return the summary; to be called while the run still holds the home's lock."""
    try:
        with open_warehouse_for_reading(settings) as connection:
            create_shown_records(connection)
            [counts] = connection.execute(_FILES).fetchall()
            failed = connection.execute(_FAILED_FILES).fetchall()
            gone = connection.execute(_GONE_FILES).fetchall()
            changed = _read_changed_columns(connection)
            alerts = connection.execute(_ALERTS, [run_id]).fetchall()
    except NoWarehouse:
        return RunSummary()
    return RunSummary(
        FileCounts(*counts),
        tuple(failed),
        tuple(gone),
        changed,
        tuple(RaisedAlert(Alert(*alert), at is not None) for *alert, at in alerts),
    )


def _read_changed_columns(connection: duckdb.DuckDBPyConnection) -> tuple[ChangedColumns, ...]:
    try:
        rows = connection.execute(_CHANGED_COLUMNS).fetchall()
    except duckdb.CatalogException:  # no run has come as far as the models yet
        return ()
    return tuple(ChangedColumns(file, tuple(gone), tuple(rest)) for file, gone, rest in rows)
