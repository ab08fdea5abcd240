"""What a run came to, in a few lines: files and records, and the alerts it raised."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from pipelines.run_summary import RunSummary


def print_files(summary: RunSummary) -> None:
    """Say how many files and records went where, and name every file that failed."""
    files = summary.files
    if files is None:
        return
    duplicates = "duplicate" if files.duplicate == 1 else "duplicates"
    sys.stderr.write(
        f"{files.loaded} files loaded, {files.duplicate} {duplicates}, {files.failed} failed"
        f"{f', {files.withdrawn} withdrawn' if files.withdrawn else ''}; "
        f"{files.records_read:,} records read = {files.records_loaded:,} loaded "
        f"+ {files.records_quarantined:,} quarantined + {files.records_skipped:,} skipped\n"
    )
    for path, reason in summary.failed_files:
        sys.stderr.write(f"  failed: {path}: {reason}\n")
    for path, rows in summary.gone_files:
        sys.stderr.write(
            f"  gone from landing: {path}: its {rows:,} rows stay; take them out by "
            f"`fullscore withdraw`\n"
        )
    for changed in summary.changed_columns:
        sys.stderr.write(f"  columns changed that are read: {changed}\n")


def print_alerts(summary: RunSummary, alert_url: str | None) -> None:
    """Print the alerts of this run, and which of them have not reached people."""
    for raised in summary.alerts:
        reached = raised.is_delivered or alert_url is None
        typer.echo(f"{raised.alert}{'' if reached else ' (not delivered yet)'}")
