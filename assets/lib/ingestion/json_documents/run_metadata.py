"""Finds what the organisation, or OpenTelemetry, wrote into the metadata of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assets.lib.ingestion.json_documents.values import to_name, to_object

_KEYS = {
    "agent": ("agent", "gen_ai.agent.name"),
    "agent_version": ("gen_ai.agent.version",),
    "workflow": ("workflow", "gen_ai.workflow.name"),
    "subject_id": ("subject_id",),
    "parent_run_id": ("parent_run_id",),
    "escalation_reason": ("escalation_reason",),
    "provider": ("gen_ai.provider.name", "gen_ai.system"),
}


@dataclass(frozen=True)
class Metadata:
    """The texts in a record's metadata, and the keys that the account declares for columns."""

    texts: Mapping[str, str]
    declared: Mapping[str, str]

    def declared_value(self, column: str) -> str | None:
        """Return what the declared key holds; None where none is declared or it is missing."""
        return self.texts.get(self.declared.get(column, ""))

    def find(self, column: str) -> str | None:
        """Return what the declared key holds, or else the first of the usual ones."""
        usual = (self.texts[key] for key in _KEYS[column] if key in self.texts)
        return self.declared_value(column) or next(usual, None)


def read_metadata(record: Mapping[str, Any], declared: Mapping[str, str]) -> Metadata:
    """Return the metadata of a trace or an observation; its own keys win over nested ones."""
    own = to_object(record.get("metadata"))
    levels = (own, to_object(own.get("attributes")), to_object(own.get("resourceAttributes")))
    texts: dict[str, str] = {}
    for level in levels:
        for key, value in level.items():
            name = to_name(value)
            if name:
                texts.setdefault(key, name)
    return Metadata(texts, declared)


def stated_status(tags: Sequence[str], metadata: Metadata) -> str | None:
    """Return `escalated` or `cancelled` where tags or metadata say so."""
    names = {tag.lower() for tag in tags}
    if "escalated" in names or metadata.find("escalation_reason"):
        return "escalated"
    return "cancelled" if "cancelled" in names else None


def most_frequent(names: Iterable[str | None]) -> str | None:
    """Return the name that stands there most often; of equals, the first in the alphabet.

    Tools export the parts of a run in no certain order.
    """
    counted = Counter(name for name in names if name)
    return min(counted, key=lambda name: (-counted[name], name), default=None)
