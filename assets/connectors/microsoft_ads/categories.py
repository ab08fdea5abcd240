"""What kind of change a line of the change history is: by the attribute, else by the item."""

from __future__ import annotations

import re

OTHER = "other"

_ATTRIBUTES = (
    ("rename", r"^(?:name|campaign|ad group|negative keyword list name)$"),
    ("status", r"status"),
    ("bid", r"\bbid"),
    ("budget", r"budget"),
    ("keyword", r"keyword|match type"),
    ("landing_page", r"(?:destination|final|mobile) url"),
    ("copy", r"^(?:ad (?:text|title)|display (?:url|text)|headline|description|path)"),
    ("schedule", r"^(?:day|hour|targeted days|(?:start|end) (?:date|time))$"),
    ("placement", r"device|medium|site exclusion|network|distribution"),
    ("audience", r"^age$|gender|location|distance|\bip\b|audience|product (?:group|fil?ter)"),
    ("creative", r"association|phone|forward number|country/region"),
)
_ITEMS = (
    ("status", r"^status$"),
    ("keyword", r"keyword"),
    ("creative", r"^ad$|extension|asset|image"),
    ("audience", r"audience|target|location"),
    ("budget", r"budget"),
    ("bid", r"\bbid"),
)
"""In order of precedence: an attribute is more specific than its item."""


def category(item: str, attribute: str) -> str:
    """Return the category of a change; `other` where neither is known."""
    named = _first_of(_ATTRIBUTES, attribute)
    listed = _first_of(_ITEMS, item)
    if listed == "keyword" and attribute.lower() == "association":
        return listed  # a list of negative keywords that a campaign joins
    if item.lower() == "status":
        return "status"
    return named or (listed if not attribute else None) or OTHER


def _first_of(words: tuple[tuple[str, str], ...], text: str) -> str | None:
    plain = text.lower()
    return next((name for name, pattern in words if re.search(pattern, plain)), None)
