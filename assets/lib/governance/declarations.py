"""Reads the declarations with everything that they are held against."""

from __future__ import annotations

from assets.lib.governance.declared_queries import open_declared_query_checks
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.organisation import Declared, read_checked
from assets.lib.settings import Settings


def read_fully_checked(settings: Settings) -> Declared:
    """Return the declarations; triggers and evidence queries are tried on the published schema.

    Raises OrganisationError with every fault of every file, DbtFailed where dbt can't parse.
    """
    with open_declared_query_checks() as checks:
        return read_checked(
            settings.organisation_folder,
            settings.sign_offs_file,
            discover_connectors(),
            checks.check_trigger,
            checks.check_evidence,
        )
