"""Adds up what the generations of a trace used, as Langfuse itself does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from assets.lib.ingestion.json_documents.values import add_up, to_name, to_number, to_object

Side = Literal["input", "output"]

_TOTALS: Mapping[Side, tuple[str, ...]] = {
    "input": ("inputUsage", "promptTokens"),
    "output": ("outputUsage", "completionTokens"),
}
_SIDES: Mapping[Side, re.Pattern[str]] = {
    "output": re.compile(r"output|completion|response|candidates|reasoning|thought|thinking"),
    "input": re.compile(r"input|prompt|cache"),
}
"""Words that tell a bucket of tokens; those of the output decide first."""

_WITHIN_ANOTHER = re.compile(r"ephemeral_")
"""Parts of `cache_creation_input_tokens`, by how long the cache lasts."""

_DETAIL = re.compile(r"cache|reasoning|thought|thinking|audio|image|accepted|rejected")
"""Buckets that some senders state as parts of input and output, and others beside them."""

_NESTED = (
    "a generation lies right inside another one; if both report the same call, "
    "its tokens and cost are in the sum twice, as in Langfuse's own totals"
)
_TOTAL_ALONE = "tokens are stated in total alone, and counted neither as input nor as output"
_OTHER_TOTAL = "the tokens of a generation add up to another total than it states"

Observation = Mapping[str, Any]


@dataclass(frozen=True)
class Usage:
    """Sums over the generations, None where none of them states it, and what is to be said."""

    generations: tuple[Observation, ...]
    input_tokens: str | None
    output_tokens: str | None
    cost: str | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Tokens:
    """The numbers that one generation states on each side."""

    sides: Mapping[Side, Sequence[Any]]
    notes: tuple[str, ...]


def add_usage(observations: Sequence[Observation]) -> Usage:
    """Return tokens and cost of the generations, the only observations whose usage counts."""
    generations = tuple(o for o in observations if o.get("type") == "GENERATION")
    stated = [_tokens(generation) for generation in generations]
    notes = [note for tokens in stated for note in tokens.notes]
    return Usage(
        generations=generations,
        input_tokens=add_up(value for tokens in stated for value in tokens.sides["input"]),
        output_tokens=add_up(value for tokens in stated for value in tokens.sides["output"]),
        cost=add_up(value for one in generations for value in _cost(one)),
        notes=tuple(dict.fromkeys([*notes, *([_NESTED] if _has_nested(generations) else [])])),
    )


def usage_of_listed(trace: Mapping[str, Any]) -> Usage:
    """Return what a list says of a trace without its observations: at most its cost."""
    return Usage((), None, None, add_up(_cost(trace)))


def _has_nested(generations: Sequence[Observation]) -> bool:
    """Tell whether a generation lies directly in another: two instruments may report one call."""
    ids = {to_name(generation.get("id")) for generation in generations}
    return any(
        to_name(generation.get("parentObservationId")) in ids - {None}
        and generation.get("parentObservationId") != generation.get("id")
        for generation in generations
    )


def _tokens(generation: Observation) -> _Tokens:
    """Langfuse splits what a call used into buckets that add up to its total."""
    details = to_object(generation.get("usageDetails"))
    buckets = {n: v for n, v in details.items() if n != "total" and v is not None}
    known = {name: side for name in buckets if (side := _side_of(name))}
    total = to_number(details.get("total"))
    counted = _counted(buckets, tuple(known), total)
    notes = [
        f"tokens named {name[:40]!r} are neither input nor output, and not counted"
        for name in buckets
        if name not in known and _is_stated(buckets[name])
    ]
    if known and not notes and total and _sum(buckets[name] for name in counted) != total:
        notes.append(_OTHER_TOTAL)
    sides = {
        side: [buckets[name] for name in counted if known[name] == side]
        or _first_total(generation, side)
        for side in _TOTALS
    }
    if total and not any(sides.values()):
        notes.append(_TOTAL_ALONE)
    return _Tokens(sides, tuple(notes))


def _counted(
    buckets: Mapping[str, Any], known: tuple[str, ...], total: Decimal | None
) -> tuple[str, ...]:
    """Return the buckets that make up the total; without one all of them do.

    Some senders state what is part of a bucket (`cached_tokens` of `prompt_tokens`), or a bucket
    under two names; then others of them add up to the total by themselves.
    """
    every = tuple(name for name in known if not _WITHIN_ANOTHER.search(name.lower()))
    whole = tuple(name for name in every if not _DETAIL.search(name.lower()))
    plainest = tuple(name for name in every if name in _TOTALS)
    choices = (every, whole, plainest)
    return next((c for c in choices if c and _sum(buckets[n] for n in c) == total), every)


def _sum(values: Iterable[Any]) -> Decimal | None:
    numbers = [to_number(value) for value in values]
    stated = [number for number in numbers if number is not None]
    return sum(stated, Decimal(0)) if len(stated) == len(numbers) else None


def _side_of(name: str) -> Side | None:
    plain = name.lower()
    own: tuple[Side, ...] = ("input", "output")
    start = next((side for side in own if plain.startswith(side)), None)
    return start or next((s for s, words in _SIDES.items() if words.search(plain)), None)


def _first_total(generation: Observation, side: Side) -> list[Any]:
    usage = to_object(generation.get("usage"))
    totals = [*(generation.get(name) for name in _TOTALS[side]), usage.get(side)]
    return [value for value in totals if _is_stated(value)][:1]


def _cost(generation: Observation) -> list[Any]:
    details = to_object(generation.get("costDetails"))
    totals = (
        generation.get("totalCost"),
        details.get("total"),
        generation.get("calculatedTotalCost"),
    )
    return [value for value in totals if _is_stated(value)][:1] or list(details.values())


def _is_stated(value: Any) -> bool:
    """Langfuse writes a total of 0 where it knows none."""
    return value is not None and to_number(value) != 0
