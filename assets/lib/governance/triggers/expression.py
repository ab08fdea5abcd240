"""The language of escalation triggers: `error_rate > 5% and runs >= 20 for 2 weeks`.

    trigger    = any [ "for" weeks ( "week" | "weeks" ) ]
    any        = all { "or" all }
    all        = term { "and" term }
    term       = "(" any ")" | measure operator number [ "%" ]
    measure    = column | table "." column
    operator   = ">" | ">=" | "<" | "<=" | "=="

A trigger is parsed into values and never executed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

from assets.lib.governance.triggers.tokens import Token, TriggerRefused, split_tokens

MOST_WEEKS = 52
_DEEPEST = 20
_LARGEST = 10**18
_VARIANTS = ("_before", "_change")


@dataclass(frozen=True)
class Comparison:
    """Holds where `measure operator threshold` is true; `operator` is > >= < <= or ==."""

    measure: str
    operator: str
    threshold: Fraction


@dataclass(frozen=True)
class AllOf:
    """Holds where every part does."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """Holds where at least one part does."""

    parts: tuple[Condition, ...]


Condition = Comparison | AllOf | AnyOf


@dataclass(frozen=True)
class Trigger:
    """Fires when its condition has held for that many consecutive complete weeks."""

    condition: Condition
    weeks: int = 1


def measures_of(condition: Condition) -> list[str]:
    """Return the measures that the condition asks for, each once, in its order."""
    if isinstance(condition, Comparison):
        return [condition.measure]
    return list(dict.fromkeys(m for part in condition.parts for m in measures_of(part)))


def parse_trigger(text: str, measures: Collection[str]) -> Trigger:
    """Return the trigger that the text expresses over these measures.

    Raises TriggerRefused with the position, what is wrong there, and what is allowed.
    """
    return _Parser(split_tokens(text), measures).trigger()


def check_trigger(text: str, measures: Collection[str]) -> str | None:
    """Return what is wrong with a trigger and what is allowed, or None where it is right."""
    try:
        parse_trigger(text, measures)
    except TriggerRefused as error:
        return str(error)
    return None


class _Parser:
    """A recursive-descent parser with one method per rule of the grammar."""

    def __init__(self, tokens: list[Token], measures: Collection[str]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0
        self._measures = measures

    def trigger(self) -> Trigger:
        condition = self._any()
        weeks = self._weeks() if self._takes("for") else 1
        if self._next.kind != "end":
            raise self._refused("and, or, `for N weeks`, or the end")
        return Trigger(condition, weeks)

    def _any(self) -> Condition:
        parts = [self._all()]
        while self._takes("or"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _all(self) -> Condition:
        parts = [self._term()]
        while self._takes("and"):
            parts.append(self._term())
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _term(self) -> Condition:
        if not self._takes("("):
            return self._comparison()
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._refused(f"at most {_DEEPEST} brackets inside each other")
        condition = self._any()
        if not self._takes(")"):
            raise self._refused("a closing bracket")
        self._depth -= 1
        return condition

    def _comparison(self) -> Comparison:
        measure = self._measure()
        if self._next.kind != "operator":
            raise self._refused("one of > >= < <= ==")
        operator = self._taken().text
        threshold = self._next.number
        if threshold is None or abs(threshold) > _LARGEST:
            raise self._refused("a number, such as 0.05 or 5%")
        self._taken()
        return Comparison(measure, operator, threshold)

    def _measure(self) -> str:
        if self._next.kind != "word":
            raise self._refused("a measure, such as error_rate, or an opening bracket")
        if self._next.text not in self._measures:
            raise self._refused(_known(self._next.text, self._measures))
        return self._taken().text

    def _weeks(self) -> int:
        number = self._next.number
        if number is None or number not in range(1, MOST_WEEKS + 1):
            raise self._refused(f"a whole number of weeks, 1 to {MOST_WEEKS}")
        self._taken()
        if not (self._takes("weeks") or self._takes("week")):
            raise self._refused("`weeks` after their number")
        return int(number)

    @property
    def _next(self) -> Token:
        return self._tokens[self._place]

    def _taken(self) -> Token:
        self._place += 1
        return self._tokens[self._place - 1]

    def _takes(self, text: str) -> bool:
        found = self._next.text == text
        self._place += found
        return found

    def _refused(self, allowed: str) -> TriggerRefused:
        return TriggerRefused(self._next.position, self._next.shown, allowed)


def _known(word: str, measures: Collection[str]) -> str:
    """Return the known measures, those with a similar spelling first."""
    near = get_close_matches(word, measures, n=3)
    hint = f"perhaps {' or '.join(near)}; " if near else ""
    short = [m for m in measures if "." not in m and not m.endswith(_VARIANTS)]
    tables = sorted({m.partition(".")[0] for m in measures if "." in m})
    other = f"; or table.column of {', '.join(tables)}" if tables else ""
    return f"{hint}a measure: {', '.join(short)}, some also with {' or '.join(_VARIANTS)}{other}"
