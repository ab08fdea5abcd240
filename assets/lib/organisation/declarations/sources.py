"""sources.yml."""

from __future__ import annotations

from assets.lib.organisation.declarations.values import Currency, Name, Timezone
from assets.lib.organisation.reading import Declaration


class AccountDeclaration(Declaration):
    """What an export of an account does not say about itself."""

    timezone: Timezone | None = None
    currency: Currency | None = None


class Source(AccountDeclaration):
    """One connector's accounts, and the headers that this organisation named differently.

    `lead_workflow` is the workflow in which its leads are rated.
    """

    columns: dict[str, str] = {}
    accounts: dict[str, AccountDeclaration] = {}
    lead_workflow: Name | None = None


class SourcesFile(Declaration):
    """sources.yml: per connector, time zone, currency, accounts, own column names."""

    sources: dict[str, Source] = {}
