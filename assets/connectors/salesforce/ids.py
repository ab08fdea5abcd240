"""Completes ids of 15 characters, as reports show them, to those of 18 that files have."""

from __future__ import annotations

import re

from assets.lib.ingestion.tables.values import Value, cell, each_text, replaced

_SHORT = re.compile(r"[0-9A-Za-z]{15}")
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_PART = 5


def full_id(*headers: str) -> Value:
    """Read an id in its long form; what is no short one stays as it is."""
    return replaced(cell(*headers), lambda text: each_text(text, complete))


def complete(identifier: str) -> str:
    """Return an id with the three characters that say which of its letters are capitals."""
    if not _SHORT.fullmatch(identifier):
        return identifier
    parts = (identifier[start : start + _PART] for start in range(0, len(identifier), _PART))
    return identifier + "".join(map(_digit, parts))


def _digit(part: str) -> str:
    return _DIGITS[sum(1 << place for place, letter in enumerate(part) if letter.isupper())]
