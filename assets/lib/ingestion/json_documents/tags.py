"""Reads what an organisation says by tags such as `workflow:briefing`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from assets.lib.ingestion.json_documents.values import to_name


def read_tags(record: Mapping[str, Any]) -> list[str]:
    """Return the tags of a record that are text."""
    tags = record.get("tags")
    return [tag.strip() for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []


def named_in(tags: Iterable[str], what: str) -> str | None:
    """Return what the first tag names that begins with `what` and a colon, whatever its case."""
    prefix = f"{what}:"
    names = (tag[len(prefix) :] for tag in tags if tag.lower().startswith(prefix))
    return next((to_name(name) for name in names), None)
