"""What the commands share: declarations or exit code 2, and connections that only read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer

from assets.lib.settings import Settings
from assets.snapshot.reader import open_snapshot

if TYPE_CHECKING:
    import duckdb

    from assets.lib.organisation import LoadedOrganisation, Organisation

FAILED = 1
USAGE = 2

_HEALTH = """
    create temp view quarantine as
    from shown_quarantine;
    create temp view check_result as
    select * from ops.check_result
    where run_id = (select max_by(run_id, checked_at) from ops.check_result);
"""


def read_declarations(settings: Settings) -> Organisation:
    """Return what the organisation declares; validation errors end the command with exit code 2."""
    from assets.lib.ingestion.discover import discover_connectors
    from assets.lib.organisation import OrganisationError, read_organisation

    try:
        return read_organisation(settings, discover_connectors())
    except OrganisationError as error:
        stop(str(error), USAGE)


def read_places(settings: Settings) -> LoadedOrganisation:
    """Return what `read_declarations` does, with the place of every entry.

    Triggers and evidence queries are validated against the published tables.
    """
    from assets.lib.governance.declarations import read_fully_checked
    from assets.lib.organisation import OrganisationError

    try:
        return read_fully_checked(settings)
    except OrganisationError as error:
        stop(str(error), USAGE)


@contextmanager
def snapshot(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give the published snapshot; raises NothingPublished where there is none."""
    with open_snapshot(settings.published) as connection:
        yield connection


@contextmanager
def health_of_last_run(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """Give a connection with the health tables of a snapshot, as the last run left them.

    The snapshot itself has those of the last run that was published. Raises WarehouseBusy while
    a run writes.
    """
    from assets.lib.disclosure import create_shown_records
    from assets.lib.warehouse import open_warehouse_for_reading

    with open_warehouse_for_reading(settings) as connection:
        create_shown_records(connection)
        connection.execute(_HEALTH)
        yield connection


def stop(message: str, code: int) -> NoReturn:
    """Say why on standard error, and end the command."""
    sys.stderr.write(f"{message}\n")
    raise typer.Exit(code)
