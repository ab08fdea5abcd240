"""What a run came to, in a few lines: files and records, and what people are told."""

from __future__ import annotations

import sys

import typer

from assets.lib.alerts import Alert
from assets.lib.settings import Settings
from assets.lib.warehouse import open_warehouse

_FILES = """
    select
        count(*) filter (where status = 'loaded'),
        count(*) filter (where status = 'duplicate'),
        count(*) filter (where status = 'failed'),
        coalesce(sum(records_read), 0),
        coalesce(sum(records_loaded), 0),
        coalesce(sum(records_quarantined), 0),
        coalesce(sum(records_skipped), 0)
    from ops.ingested_file
"""
_NOTICES = """
    select agent, trigger_name, week_start, state, expression, detail, owner, delivered_at
    from ops.notice
    where run_id = ?
    order by week_start, agent, trigger_name
"""


def print_intake(settings: Settings) -> None:
    """Say how many files and records went where, and name every file that failed."""
    if not settings.warehouse_file.exists():
        return
    with open_warehouse(settings) as connection:
        [(loaded, duplicate, failed, read, kept, quarantined, skipped)] = connection.execute(
            _FILES
        ).fetchall()
        failures = connection.execute(
            "select path, reason from ops.ingested_file where status = 'failed' order by path"
        ).fetchall()
    sys.stderr.write(
        f"{loaded} files loaded, {duplicate} delivered twice, {failed} failed; "
        f"{read:,} records read = {kept:,} loaded + {quarantined:,} quarantined "
        f"+ {skipped:,} skipped\n"
    )
    for path, reason in failures:
        sys.stderr.write(f"  failed: {path}: {reason}\n")


def print_alerts(settings: Settings, run_id: str | None) -> None:
    """Print the alerts of this run, and which of them were not delivered."""
    if run_id is None:
        return
    with open_warehouse(settings) as connection:
        alerts = connection.execute(_NOTICES, [run_id]).fetchall()
    for *alert, delivered_at in alerts:
        reached = delivered_at is not None or settings.notice_url is None
        typer.echo(f"{Alert(*alert)}{'' if reached else ' (not delivered yet)'}")
