"""What people are told, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_WORDS = {"fired": "fired", "firing": "is still firing", "recovered": "recovered"}


@dataclass(frozen=True)
class Notice:
    """One trigger in one week; `owner` is empty where nobody is declared or people are hidden."""

    agent: str
    trigger_name: str
    week_start: date
    state: str
    expression: str
    detail: str
    owner: str | None = None

    def __str__(self) -> str:
        owner = f" Owner: {self.owner}." if self.owner else ""
        return (
            f"{self.agent}, {self.trigger_name}: {_WORDS[self.state]} in the week of "
            f"{self.week_start} ({self.expression}): {self.detail}.{owner}"
        )
