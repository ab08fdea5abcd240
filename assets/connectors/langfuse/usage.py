"""Adds up what the generations of a trace used, as Langfuse itself does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assets.connectors.langfuse.values import add_up, to_name, to_number, to_object

_TOTALS = {"input": ("inputUsage", "promptTokens"), "output": ("outputUsage", "completionTokens")}

Observation = Mapping[str, Any]


@dataclass(frozen=True)
class Usage:
    """Sums over generations; None where none of them states it."""

    input_tokens: str | None
    output_tokens: str | None
    cost: str | None


def find_generations(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """Return the generations: the only observations whose usage counts."""
    return tuple(o for o in observations if o.get("type") == "GENERATION")


def has_nested(generations: Sequence[Observation]) -> bool:
    """Tell whether a generation lies directly in another: two instruments may report one call."""
    ids = {to_name(generation.get("id")) for generation in generations}
    return any(
        to_name(generation.get("parentObservationId")) in ids - {None}
        and generation.get("parentObservationId") != generation.get("id")
        for generation in generations
    )


def add_usage(generations: Sequence[Observation]) -> Usage:
    """Return tokens and cost of the generations."""
    return Usage(
        input_tokens=add_up(value for one in generations for value in _tokens(one, "input")),
        output_tokens=add_up(value for one in generations for value in _tokens(one, "output")),
        cost=add_up(value for one in generations for value in _cost(one)),
    )


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
