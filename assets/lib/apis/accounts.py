"""The accounts whose APIs the organisation has switched on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec

from assets.declarations.organisation.model import OrganisationFile
from assets.declarations.sources.model import SourcesFile
from assets.lib.apis.declaration import Api
from assets.lib.apis.discover import discover_apis
from assets.lib.apis.options import section_of
from assets.lib.errors import UserError
from assets.lib.ingestion.connector import DEFAULT_ACCOUNT
from assets.lib.organisation import Organisation


@dataclass(frozen=True)
class ApiAccount:
    """One account of an API, with its options filled up and the zone that its days are in."""

    api: Api
    name: str
    options: Mapping[str, str]
    timezone: str

    @property
    def connector(self) -> str:
        return self.api.connector

    @property
    def section(self) -> str:
        """The account's name as the places of dlt can write it."""
        return section_of(self.name)

    @property
    def base_url(self) -> str:
        return (self.options["base_url"] or self.api.base_url).rstrip("/") + "/"

    @property
    def folder(self) -> str:
        """Where below landing its files belong."""
        own = self.name != DEFAULT_ACCOUNT
        return f"{self.connector}/{self.name}" if own else self.connector


class ApisNotInstalled(UserError):
    """APIs are switched on, and what reads them is not there."""


def require_dlt() -> None:
    """Raise ApisNotInstalled where dlt, which is an extra, is not installed."""
    if find_spec("dlt") is None:
        raise ApisNotInstalled(
            "APIs are read by dlt, which is not installed: pip install -e '.[apis]'"
        )


def list_api_accounts(organisation: Organisation) -> list[ApiAccount]:
    """Return every account with `api:` in sources.yml; what it declares is valid by then."""
    zone = organisation[OrganisationFile].timezone
    found = []
    for connector, source in organisation[SourcesFile].sources.items():
        declared = {DEFAULT_ACCOUNT: source, **source.accounts}
        for name, account in declared.items():
            if account.api is not None:
                api = discover_apis()[connector]
                options = {o: option.default or "" for o, option in api.all_options.items()}
                timezone = account.timezone or source.timezone or zone
                found.append(ApiAccount(api, name, options | dict(account.api), timezone))
    return found
