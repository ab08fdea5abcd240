"""aliases.yml."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from assets.lib.organisation.declaration import OrgTable, YamlDeclaration
from assets.lib.organisation.model import DeclaredFile, DeclaredModel, refuse_entries
from assets.lib.organisation.places import Place
from assets.lib.stream import Column, ColumnType


class CampaignAlias(DeclaredModel):
    """A campaign that one account of a tool calls by two names or ids, each `account/name`."""

    source: str
    from_: str = Field(alias="from")
    to: str

    @property
    def from_key(self) -> str:
        """Return the key that it had."""
        return _campaign_key(self.source, self.from_)

    @property
    def to_key(self) -> str:
        """Return the key that it has."""
        return _campaign_key(self.source, self.to)


class AliasesFile(DeclaredFile):
    """aliases.yml: renames of campaigns whose export carries no id."""

    campaigns: tuple[CampaignAlias, ...] = ()

    @model_validator(mode="after")
    def _each_name_leads_to_one(self) -> Self:
        refuse_entries(list(self._contradictions()))
        return self

    def _contradictions(self) -> Iterator[tuple[Place, str]]:
        renamed: dict[str, CampaignAlias] = {}
        for place, alias in enumerate(self.campaigns):
            names, last = [alias.from_, alias.to], alias.to_key
            while last in renamed:
                names.append(renamed[last].to)
                last = renamed[last].to_key
            earlier = renamed.get(alias.from_key)
            if earlier is not None:
                yield (
                    ("campaigns", place, "from"),
                    f"it is renamed to {earlier.to!r} already; keep one",
                )
            elif last == alias.from_key:
                circle = " -> ".join(names)
                yield ("campaigns", place, "to"), f"{circle} is a circle; remove one"
            else:
                renamed[alias.from_key] = alias


def resolve_aliases(file: AliasesFile) -> dict[str, str]:
    """Return every former campaign key and the key it has now, chains of renames followed."""
    direct = {alias.from_key: alias.to_key for alias in file.campaigns}
    return {key: _follow(key, direct) for key in direct}


def _campaign_key(source: str, name: str) -> str:
    """Return the key of a campaign; a name without an account is of the account `default`."""
    account, separator, own = name.partition("/")
    return f"{source}:{account}:{own}" if separator else f"{source}:default:{name}"


def _follow(key: str, direct: dict[str, str]) -> str:
    while key in direct:
        key = direct[key]
    return key


DECLARATION = YamlDeclaration(
    Path(__file__).parent,
    AliasesFile,
    tables=(
        OrgTable[AliasesFile](
            "campaign_alias",
            "One row per key that a campaign had before.",
            ("from_key",),
            (
                Column("from_key", ColumnType.TEXT, "The former key", required=True),
                Column("to_key", ColumnType.TEXT, "The key it has now", required=True),
            ),
            lambda file: sorted(resolve_aliases(file).items()),
        ),
    ),
)
