"""Splits the text of a trigger into words, operators, numbers and brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

LONGEST = 1000
_PERCENT = 100
_TOKEN = re.compile(
    r"(?P<number>-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+))(?P<percent>\s*%)?"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?)"
    r"|(?P<operator>>=|<=|==|>|<)"
    r"|(?P<bracket>[()])"
)
_SPACE = re.compile(r"\s*")

TokenKind = Literal["number", "word", "operator", "bracket", "end"]


class TriggerRefused(Exception):
    """The text is not a trigger. `position` counts characters from 1."""

    def __init__(self, position: int, found: str, allowed: str) -> None:
        super().__init__(f"position {position}: found {found}, expected {allowed}")
        self.position = position


@dataclass(frozen=True)
class Token:
    """A piece of the text; `number` is its value where it is one."""

    kind: TokenKind
    text: str
    position: int
    number: Fraction | None = None

    @property
    def shown(self) -> str:
        return repr(self.text) if self.text else "the end"


def split_tokens(text: str) -> list[Token]:
    """Return the tokens in order, the end last; words come in lower case.

    Raises TriggerRefused at the first character that begins none.
    """
    if len(text) > LONGEST:
        raise TriggerRefused(LONGEST + 1, "more text", f"at most {LONGEST} characters")
    tokens: list[Token] = []
    place = _after_space(text, 0)
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise TriggerRefused(
                place + 1, repr(text[place]), "a measure, one of > >= < <= ==, or a number"
            )
        tokens.append(_token(match))
        place = _after_space(text, match.end())
    return [*tokens, Token("end", "", len(text) + 1)]


def _after_space(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _token(match: re.Match[str]) -> Token:
    position = match.start() + 1
    if match["number"]:
        value = Fraction(match["number"]) / (_PERCENT if match["percent"] else 1)
        return Token("number", match[0], position, value)
    if match["word"]:
        return Token("word", match[0].lower(), position)
    return Token("operator" if match["operator"] else "bracket", match[0], position)
