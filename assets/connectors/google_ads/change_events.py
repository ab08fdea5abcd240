"""Tells a change event of the API in the words that the change history has for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from assets.lib.apis.declaration import Record

_HOW = {"CREATE": "created", "UPDATE": "changed", "REMOVE": "removed"}
_THINGS = {
    "AD_GROUP_AD": "ad",
    "AD_GROUP_BID_MODIFIER": "bid modifier",
    "CAMPAIGN_ASSET": "asset",
    "AD_GROUP_ASSET": "asset",
    "CUSTOMER_ASSET": "asset",
    "ASSET_GROUP_ASSET": "asset",
    "CAMPAIGN_ASSET_SET": "asset set",
    "CAMPAIGN_FEED": "feed item",
    "AD_GROUP_FEED": "feed item",
    "FEED": "feed item",
}
"""What a type of resource is called, where its own words name something else."""

_CRITERIA = ("AD_GROUP_CRITERION", "CAMPAIGN_CRITERION")
_FIELDS = {
    "amountMicros": "Budget amount",
    "cpcBidMicros": "Max CPC",
    "cpmBidMicros": "Max CPM",
    "targetCpaMicros": "Target CPA",
    "targetRoas": "Target ROAS",
    "bidModifier": "Bid modifier",
    "biddingStrategyType": "Bid strategy type",
    "startDateTime": "Start date",
    "endDateTime": "End date",
    "finalUrls": "Final URL",
    "finalMobileUrls": "Final mobile URL",
    "headlines": "Headlines",
    "descriptions": "Descriptions",
}
_WITHIN = {
    "networkSettings": "Network setting",
    "geoTargetTypeSetting": "Location option",
    "targetingSetting": "Targeting setting",
}
"""Settings of which the part that was changed says nothing by itself."""

_MACHINES = {
    "GOOGLE_ADS_AUTOMATED_RULE": "Google Ads automated rule",
    "GOOGLE_ADS_SCRIPTS": "Google Ads script",
    "GOOGLE_ADS_RECOMMENDATIONS_SUBSCRIPTION": "Google Ads automatic recommendation",
}
"""Client types of automated changes, which carry the e-mail of the person who set them up."""

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_MICROS = 1_000_000


def name_actor(row: Record) -> str | None:
    """Return who made the change, or which automatism did."""
    event = row["changeEvent"]
    actor: str | None = _MACHINES.get(event.get("clientType", "")) or event.get("userEmail")
    return actor


def describe_event(row: Record) -> str:
    """Return a heading, and below it a line for each field that was changed."""
    event = row["changeEvent"]
    operation = event.get("resourceChangeOperation", "")
    heading = f"{_thing(event).capitalize()} {_HOW.get(operation, 'changed')}"
    details = _details(event) if operation == "UPDATE" else ()
    return "\n".join([heading, *(f"  {line}" for line in details)])


def _thing(event: Mapping[str, Any]) -> str:
    kind = event.get("changeResourceType", "")
    if kind in _CRITERIA:
        resource = _resource(event, "newResource") or _resource(event, "oldResource")
        return _spaced(str(resource.get("type") or "targeting criterion"))
    return _THINGS.get(kind) or _spaced(kind or "account")


def _details(event: Mapping[str, Any]) -> Iterator[str]:
    before, after = _resource(event, "oldResource"), _resource(event, "newResource")
    for path in filter(None, str(event.get("changedFields") or "").split(",")):
        old, new = _scalar(before, path), _scalar(after, path)
        name = _name(path)
        if old is not None and new is not None:
            yield f"{name} changed from {old} to {new}"
        else:
            yield f"{name} changed"


def _resource(event: Mapping[str, Any], side: str) -> Mapping[str, Any]:
    """The one resource that the side holds, under the name of its type."""
    held = event.get(side) or {}
    return next((one for one in held.values() if isinstance(one, Mapping)), {})


def _name(path: str) -> str:
    steps = path.strip().split(".")
    within = next((_WITHIN[step] for step in steps if step in _WITHIN), None)
    return within or _FIELDS.get(steps[-1]) or _spaced(steps[-1]).capitalize()


def _scalar(resource: Mapping[str, Any], path: str) -> str | None:
    value: Any = resource
    for step in path.strip().split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    if value is None or isinstance(value, Mapping | list):
        return None
    if path.endswith("Micros"):
        return f"{Decimal(str(value)) / _MICROS:f}"
    text = str(value)
    return _spaced(text) if text.isupper() else text


def _spaced(name: str) -> str:
    """Return CAMPAIGN_BUDGET and campaignBudget as words in lower case."""
    return _WORDS.sub(" ", name).replace("_", " ").lower()
