"""sources.yml."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from assets.lib.ingestion.connector import DEFAULT_ACCOUNT
from assets.lib.organisation.declaration import OrgTable, YamlDeclaration
from assets.lib.organisation.model import DeclaredFile, DeclaredModel, Reference
from assets.lib.organisation.values import Country, Currency, Name, Timezone
from assets.lib.stream import Column, ColumnType


class AccountDeclaration(DeclaredModel):
    """What an export of an account does not say about itself.

    `country` is the one of phone numbers that don't name theirs. `date_order` is how days in
    numbers are written, `decimal_sign` what separates the fraction. Weeks after `ended_on` don't
    wait for exports of the account.
    """

    timezone: Timezone | None = None
    currency: Currency | None = None
    country: Country | None = None
    date_order: Literal["dmy", "mdy"] | None = None
    decimal_sign: Literal[".", ","] | None = None
    ended_on: date | None = None


class Source(AccountDeclaration):
    """One connector's accounts, and what this organisation names differently.

    `columns` are its headers and `values` what stands below them, both by column of the stream.
    `lead_workflow` is the workflow in which its leads are rated.
    """

    columns: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    accounts: dict[str, AccountDeclaration] = {}
    lead_workflow: Name | None = None


class SourcesFile(DeclaredFile):
    """sources.yml: per connector, time zone, currency, accounts, own column names."""

    sources: dict[str, Source] = {}

    def references(self) -> Iterator[Reference]:
        for name, source in self.sources.items():
            yield Reference(("sources", name), name, ("connector", "mapping"))
            yield Reference(("sources", name, "lead_workflow"), source.lead_workflow, ("workflow",))


def _ended_accounts(file: SourcesFile) -> Iterator[tuple[str, str, date]]:
    for name, source in file.sources.items():
        accounts = {DEFAULT_ACCOUNT: source.ended_on} | {
            account: declared.ended_on or source.ended_on
            for account, declared in source.accounts.items()
        }
        yield from ((name, account, on) for account, on in accounts.items() if on)


DECLARATION = YamlDeclaration(
    Path(__file__).parent,
    SourcesFile,
    tables=(
        OrgTable[SourcesFile](
            "lead_workflow",
            "One row per connector whose leads are rated in a declared workflow.",
            ("source",),
            (
                Column("source", ColumnType.TEXT, "The connector", required=True),
                Column(
                    "workflow", ColumnType.TEXT, "The workflow that rates its leads", required=True
                ),
            ),
            lambda file: [
                (name, source.lead_workflow)
                for name, source in file.sources.items()
                if source.lead_workflow
            ],
        ),
        OrgTable[SourcesFile](
            "ended_account",
            "One row per source and account that is no longer in use.",
            ("source", "account"),
            (
                Column("source", ColumnType.TEXT, "The connector", required=True),
                Column("account", ColumnType.TEXT, "The account", required=True),
                Column("ended_on", ColumnType.DAY, "Its last day of use", required=True),
            ),
            lambda file: list(_ended_accounts(file)),
        ),
    ),
)
