"""Adds up what the generations of a trace used, each call of a model once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assets.connectors.langfuse.values import add_up, to_name, to_number, to_object

_TOTALS = {"input": ("inputUsage", "promptTokens"), "output": ("outputUsage", "completionTokens")}

Observation = Mapping[str, Any]


@dataclass(frozen=True)
class Usage:
    """Sums over calls of models; None where none of them states it."""

    input_tokens: str | None
    output_tokens: str | None
    cost: str | None


def find_calls(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """Return the generations; of two that report the same call, the inner one."""
    generations = [o for o in observations if o.get("type") == "GENERATION"]
    enclosing = _enclosing(generations)
    return tuple(g for g in generations if to_name(g.get("id")) not in enclosing)


def add_usage(calls: Sequence[Observation]) -> Usage:
    """Return tokens and cost of the calls."""
    return Usage(
        input_tokens=add_up(value for call in calls for value in _tokens(call, "input")),
        output_tokens=add_up(value for call in calls for value in _tokens(call, "output")),
        cost=add_up(value for call in calls for value in _cost(call)),
    )


def _enclosing(generations: Sequence[Observation]) -> set[str]:
    """Return the ids of generations that have a generation with usage right below them.

    Two instrumentations of one call give such pairs: the inner one has what the model's provider
    reported, the outer one an estimate. With a tool or an agent in between, they are two calls.
    """
    parents = {
        to_name(generation.get("parentObservationId"))
        for generation in generations
        if (_tokens(generation, "input") or _tokens(generation, "output"))
        and generation.get("parentObservationId") != generation.get("id")
    }
    return {parent for parent in parents if parent}


def _tokens(generation: Observation, side: str) -> list[Any]:
    """Return the numbers to add: Langfuse splits input into input, input_cached_tokens, ..."""
    details = to_object(generation.get("usageDetails"))
    parts = [value for name, value in details.items() if name.startswith(side)]
    totals = (generation.get(name) for name in _TOTALS[side])
    return parts or [value for value in totals if _is_stated(value)][:1]


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
