"""The one key of a campaign that tools and exports call by several names."""

from __future__ import annotations

from assets.declarations.aliases.model import AliasesFile
from tests.dbt_project.organisation import RandomOrganisation
from tests.dbt_project.reference.common import newest_versions, record_key


class Renames:
    """Follows declared renames, and names that stand for a campaign whose id is known."""

    def __init__(self, organisation: RandomOrganisation) -> None:
        self._declared = {
            _key(alias.source, alias.from_): _key(alias.source, alias.to)
            for alias in organisation.declared[AliasesFile].campaigns
        }
        self._named: dict[str, str] = {}
        known = newest_versions(organisation.rows("campaigns"), "campaign_id")
        for key, row in sorted(known.items()):
            if not row["id_is_derived"]:
                self._named.setdefault(record_key(row, row["name"]), key)

    def resolve(self, campaign: str) -> str:
        """Return the key that a campaign has now, whatever it is called."""
        seen: set[str] = set()
        while campaign not in seen:
            seen.add(campaign)
            campaign = self._declared.get(campaign) or self._named.get(campaign, campaign)
        return campaign


def _key(source: str, stated: str) -> str:
    account, own = stated.split("/") if "/" in stated else ("default", stated)
    return f"{source}:{account}:{own}"
