"""Says what landing holds: which bytes, and how they would be read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from assets.declarations.actors.model import ActorsFile
from assets.declarations.organisation.model import OrganisationFile
from assets.declarations.sources.model import SourcesFile
from assets.lib.ingestion.connector import Account, Connector, UnreadableExport
from assets.lib.ingestion.content import refuse_packed
from assets.lib.ingestion.export_time import read_download_number, stated_in_name
from assets.lib.ingestion.file_hashes import FileHash, HashCache
from assets.lib.ingestion.landing import LandedFile, hash_landed, list_landed_files
from assets.lib.ingestion.recognition import Verdict, look_at, recognise
from assets.lib.ingestion.tables.mapping import known_connectors
from assets.lib.ingestion.withdrawals import content_key, read_withdrawn
from assets.lib.organisation import Organisation
from assets.lib.settings import Settings
from assets.streams import get_stream


@dataclass(frozen=True)
class Input:
    """A landed file, identified: its bytes, and how they would be read.

    `exported_at` is the time that its name states, None where it states none. A file that lies in
    landing itself is `recognised` by its content.
    """

    landed: LandedFile
    account: Account
    parser_fingerprint: str
    hash: FileHash | None
    refusal: str | None = None
    is_withdrawn: bool = False
    recognised: Verdict | None = None

    @property
    def exported_at(self) -> datetime | None:
        return stated_in_name(self.landed.file.name, self.account.timezone, self.landed.modified_at)

    @property
    def file_id(self) -> str:
        return self.hash.sha256 if self.hash else f"unreadable:{self.landed.path}"

    @property
    def content_key(self) -> str:
        return content_key(self.landed.connector or "", self.account.name, self.file_id)

    @property
    def bytes(self) -> int:
        return self.hash.state.size if self.hash else 0


def list_inputs(settings: Settings, organisation: Organisation) -> list[Input]:
    """Return every landed file with the hash of its bytes, older exports first.

    Opens no database, and reads only files that are new or changed since they were last hashed.
    """
    cache = HashCache(settings)
    withdrawn = read_withdrawn(settings)
    inputs = [
        _identify(landed, settings, organisation, cache)
        for landed in list_landed_files(settings.landing)
    ]
    cache.save()
    marked = [replace(item, is_withdrawn=item.content_key in withdrawn) for item in inputs]
    return sorted(marked, key=_age)


def _age(item: Input) -> tuple[datetime, int, str]:
    number = read_download_number(item.landed.path).number
    return item.exported_at or item.landed.modified_at, number, item.landed.path


def declared_account(organisation: Organisation, connector: str, account: str) -> Account:
    """Return what the organisation declares about an account of a connector's exports."""
    source = organisation[SourcesFile].sources.get(connector)
    own = source.accounts.get(account) if source else None
    return Account(
        name=account,
        timezone=(own and own.timezone)
        or (source and source.timezone)
        or organisation[OrganisationFile].timezone,
        currency=(own and own.currency) or (source and source.currency) or None,
        country=(own and own.country) or (source and source.country) or None,
        date_order=(own and own.date_order) or (source and source.date_order) or None,
        decimal_sign=(own and own.decimal_sign) or (source and source.decimal_sign) or None,
        columns=dict(source.columns) if source else {},
        values=dict(source.values) if source else {},
        agents=frozenset(organisation[ActorsFile].agents),
        rules=frozenset(organisation[ActorsFile].rules),
    )


def _identify(
    landed: LandedFile, settings: Settings, organisation: Organisation, cache: HashCache
) -> Input:
    connectors = known_connectors(organisation)
    try:
        known, refusal = hash_landed(landed, settings.landing, cache), None
    except UnreadableExport as error:
        known, refusal = None, str(error)
    verdict = None
    if known and landed.connector is None:
        verdict = recognise(look_at(landed.file), connectors)
        landed = replace(landed, connector=verdict.chosen.connector if verdict.chosen else None)
        refusal = None if verdict.chosen else verdict.advice()
    account = declared_account(organisation, landed.connector or "", landed.account)
    connector = connectors.get(landed.connector or "")
    parser_fingerprint = _parser_fingerprint(connector, account, settings, organisation)
    refusal = refusal or (_refusal(landed, connector, connectors) if known else None)
    return Input(landed, account, parser_fingerprint, known, refusal, recognised=verdict)


def _parser_fingerprint(
    connector: Connector | None,
    account: Account,
    settings: Settings,
    organisation: Organisation,
) -> str:
    """Return a hash of everything but the bytes that decides what a file gives."""
    parts = {
        "connector": [connector.name, connector.parser_version] if connector else None,
        "streams": {s: get_stream(s).version for s in connector.streams} if connector else {},
        "account": asdict(account)
        | {"agents": sorted(account.agents), "rules": sorted(account.rules)},
        "pseudonymises": organisation[OrganisationFile].people == "pseudonymise",
        "person_key": hashlib.sha256((settings.person_key_secret or "").encode()).hexdigest(),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def _refusal(
    landed: LandedFile, connector: Connector | None, connectors: Mapping[str, Connector]
) -> str | None:
    if connector is None:
        verdict = recognise(look_at(landed.file), connectors)
        return f"no connector is named like its folder; {verdict.advice()}"
    if ":" in landed.account:
        return "the name of its account's folder has a colon; rename the folder"
    if landed.file.name.lower().endswith(connector.suffixes):
        return None
    try:
        refuse_packed(landed.file)
    except (UnreadableExport, OSError) as error:
        return str(error)
    return f"{connector.name} reads {', '.join(connector.suffixes)} files; export it as one"
