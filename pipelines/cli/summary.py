"""What intake made of everything that was delivered, in a few lines."""

from __future__ import annotations

import sys

from assets.settings import Settings
from assets.warehouse import open_warehouse

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
