"""sources.yml."""

from __future__ import annotations

from assets.organisation.declarations.values import Currency, Timezone
from assets.organisation.reading import Declaration


class AccountDeclaration(Declaration):
    """What an export of an account does not say about itself."""

    timezone: Timezone | None = None
    currency: Currency | None = None


class Source(AccountDeclaration):
    """One connector's accounts, and the headers that this organisation named differently."""

    columns: dict[str, str] = {}
    accounts: dict[str, AccountDeclaration] = {}


class SourcesFile(Declaration):
    """sources.yml: per connector, time zone, currency, accounts, own column names."""

    sources: dict[str, Source] = {}
