"""aliases.yml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from assets.lib.organisation.places import Place
from assets.lib.organisation.reading import Declaration, refuse_entries


class CampaignAlias(Declaration):
    """A campaign that one tool calls by two names or ids."""

    source: str
    from_: str = Field(alias="from")
    to: str


class AliasesFile(Declaration):
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
