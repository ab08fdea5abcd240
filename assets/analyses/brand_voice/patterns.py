"""What the brand never says, counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Patterns:
    """The patterns that can be matched, and those that are no regular expressions."""

    usable: tuple[re.Pattern[str], ...]
    skipped: tuple[str, ...]


def compile_patterns(patterns: Iterable[str]) -> Patterns:
    """Return the patterns, matched without regard to case; a bad one is skipped and named."""
    usable, skipped = [], []
    for pattern in patterns:
        try:
            usable.append(re.compile(pattern, re.IGNORECASE))
        except re.error:
            skipped.append(pattern)
    return Patterns(tuple(usable), tuple(skipped))


def count_forbidden(text: str, patterns: Sequence[re.Pattern[str]]) -> int:
    """Return how often the patterns match; one that matches nothing but the gap counts 0."""
    return sum(
        1 for pattern in patterns for match in pattern.finditer(text) if match.end() > match.start()
    )
