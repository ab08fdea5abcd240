"""sources.yml."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, model_validator

from assets.lib.apis.options import find_option_errors, section_of
from assets.lib.ingestion.connector import DEFAULT_ACCOUNT
from assets.lib.organisation.declaration import OrgTable, YamlDeclaration
from assets.lib.organisation.model import (
    DeclaredFile,
    DeclaredModel,
    Reference,
    refuse_entries,
)
from assets.lib.organisation.places import Place
from assets.lib.organisation.values import Country, Currency, Name, Timezone
from assets.lib.stream import Column, ColumnType


def _as_text(value: object) -> object:
    """An id or a day is text, whether or not it stands in quotes."""
    return str(value) if type(value) in (int, date) else value


OptionText = Annotated[str, BeforeValidator(_as_text)]


class AccountDeclaration(DeclaredModel):
    """What an export of an account does not say about itself.

    `country` is the one of phone numbers that don't name theirs. `date_order` is how days in
    numbers are written, `decimal_sign` what separates the fraction. Weeks after `ended_on` don't
    wait for exports of the account. With `api` the account is fetched from the tool's API, where it
    is what the options say.
    """

    timezone: Timezone | None = None
    currency: Currency | None = None
    country: Country | None = None
    date_order: Literal["dmy", "mdy"] | None = None
    decimal_sign: Literal[".", ","] | None = None
    ended_on: date | None = None
    api: dict[str, OptionText] | None = None


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

    @model_validator(mode="after")
    def require_valid_options(self) -> Self:
        """Refuse options that the API of the connector does not have."""
        errors = [
            (("sources", *place, "api", *filter(None, [key])), reason)
            for place, connector, options in self._apis()
            for key, reason in find_option_errors(connector, options)
        ]
        refuse_entries([*errors, *self._errors_of_names()], quotes=False)
        return self

    def _errors_of_names(self) -> Iterator[tuple[Place, str]]:
        seen: dict[tuple[str, str], str] = {}
        for place, connector, _ in self._apis():
            name = str(place[-1]) if len(place) > 1 else DEFAULT_ACCOUNT
            first = seen.setdefault((connector, section_of(name)), name)
            if first != name:
                yield ("sources", *place), f"the same as {first} to dlt; rename one of them"

    def _apis(self) -> Iterator[tuple[Place, str, dict[str, str]]]:
        for name, source in self.sources.items():
            accounts = {(name,): source} | {
                (name, "accounts", account): declared
                for account, declared in source.accounts.items()
            }
            yield from ((p, name, a.api) for p, a in accounts.items() if a.api is not None)

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
