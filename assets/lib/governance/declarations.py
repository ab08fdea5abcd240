"""Reads the declarations and validates all that they refer to."""

from __future__ import annotations

from assets.declarations.agents.model import ESCALATION_TRIGGER
from assets.declarations.plan.model import EVIDENCE_QUERY
from assets.lib.governance.declared_queries import open_declared_query_checks
from assets.lib.ingestion.discover import discover_connectors
from assets.lib.organisation import LoadedOrganisation, read_validated
from assets.lib.settings import Settings


def read_fully_checked(settings: Settings) -> LoadedOrganisation:
    """Return the declarations; triggers and evidence queries are tried on the published schema.

    Raises OrganisationError with every validation error of every file, DbtFailed where dbt can't
    parse.
    """
    with open_declared_query_checks() as checks:
        return read_validated(
            settings,
            discover_connectors(),
            {
                ESCALATION_TRIGGER: checks.check_trigger,
                EVIDENCE_QUERY: checks.check_evidence,
            },
        )
