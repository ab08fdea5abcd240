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
    """A campaign that one tool calls by two names or ids."""

    source: str
    from_: str = Field(alias="from")
    to: str


class AliasesFile(DeclaredFile):
    """aliases.yml: renames of campaigns whose export carries no id."""

    campaigns: tuple[CampaignAlias, ...] = ()

    @model_validator(mode="after")
    def _each_name_leads_to_one(self) -> Self:
        refuse_entries(list(self._contradictions()))
        return self

    def _contradictions(self) -> Iterator[tuple[Place, str]]:
        renamed: dict[tuple[str, str], str] = {}
        for place, alias in enumerate(self.campaigns):
            names = [alias.from_, alias.to]
            while (alias.source, names[-1]) in renamed:
                names.append(renamed[alias.source, names[-1]])
            earlier = renamed.get((alias.source, alias.from_))
            if earlier is not None:
                yield (
                    ("campaigns", place, "from"),
                    f"it is renamed to {earlier!r} already; keep one",
                )
            elif names[-1] == alias.from_:
                circle = " -> ".join(names)
                yield ("campaigns", place, "to"), f"{circle} is a circle; remove one"
            else:
                renamed[alias.source, alias.from_] = alias.to


def resolve_aliases(file: AliasesFile) -> dict[str, str]:
    """Return every former campaign key and the key it has now, chains of renames followed."""
    direct = {
        f"{alias.source}:{alias.from_}": f"{alias.source}:{alias.to}" for alias in file.campaigns
    }
    return {key: _follow(key, direct) for key in direct}


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
