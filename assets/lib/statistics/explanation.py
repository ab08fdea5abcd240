"""The change of a KPI between two weeks, explained by its factors and segments, and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import fsum
from typing import Literal

from assets.lib.statistics.decomposition import (
    FACTOR,
    TOTAL,
    Fraction,
    Part,
    Segments,
    decompose_product,
    differences,
    mix_and_rate,
    with_residual,
)

Style = Literal["count", "ratio", "share"]

_FACTOR_WORDS = {
    "pieces": "pieces",
    "variants_per_piece": "variants",
    "channels_per_variant": "channels",
}


@dataclass(frozen=True)
class KpiWeek:
    """A KPI in one week: total, factors if it has any, and its segments by type and name.

    `shared_denominators` are the segment types whose segments all have the total's denominator.
    """

    total: Fraction
    factors: Mapping[str, float | None]
    segments: Mapping[str, Segments]
    shared_denominators: frozenset[str] = frozenset()


def explain_change(before: KpiWeek, after: KpiWeek) -> list[Part]:
    """Return the total change and the parts that explain it; the total alone where none can.

    Per part type the contributions, residual included, add up to the total's.
    """
    from_value, to_value = before.total.value, after.total.value
    if from_value is None or to_value is None:
        return [Part(TOTAL, "all", "total", None, from_value, to_value)]
    change = to_value - from_value
    parts = [Part(TOTAL, "all", "total", change, from_value, to_value)]
    parts += _factors(before, after, change)
    for segment_type in sorted(before.segments.keys() | after.segments.keys()):
        parts += _segments(segment_type, before, after, change)
    return parts


def find_obstacle(before: KpiWeek, after: KpiWeek) -> str | None:
    """Return why a change, or its factors, can't be computed; None where they can."""
    for name, week in (("earlier", before), ("later", after)):
        if week.total.value is None:
            return f"no value in the {name} week: its denominator is 0"
        if week.factors and not week.total.value:
            return f"no decomposition into factors: the {name} week is 0"
    return None


def _factors(before: KpiWeek, after: KpiWeek, change: float) -> Iterator[Part]:
    contributions = decompose_product(before.factors, after.factors) if before.factors else None
    if contributions is None:
        return
    parts = [
        Part(FACTOR, name, "factor", contribution, before.factors[name], after.factors[name])
        for name, contribution in contributions.items()
    ]
    yield from with_residual(FACTOR, change, parts)


def _segments(segment_type: str, before: KpiWeek, after: KpiWeek, change: float) -> Iterator[Part]:
    is_sum = before.total.denominator is None
    shares = is_sum or segment_type in before.shared_denominators
    parts = (differences if shares else mix_and_rate)(
        segment_type,
        before.segments.get(segment_type, {}),
        after.segments.get(segment_type, {}),
        before.total,
        after.total,
    )
    yield from with_residual(segment_type, change, parts)


def describe_change(parts: Sequence[Part], style: Style, obstacle: str | None = None) -> str:
    """Return such as `74 against 84: -10 = pieces 0.0, variants -4.1, channels -5.9`.

    A ratio is described by segment type, as mix and rate over all its segments; shares in points.
    """
    total = parts[0]
    if total.contribution is None:
        return f"no change can be computed; {obstacle}"
    values = f"{_value(total.to_value, style)} against {_value(total.from_value, style)}"
    described = [
        _described(part_type, list(group), style)
        for part_type, group in groupby(parts[1:], key=lambda p: p.part_type)
        if part_type == FACTOR or style != "count"
    ]
    change = f"{values}: {_change(total.contribution, style)}"
    if described:
        return f"{change} = {'; '.join(described)}"
    return f"{change}; {obstacle}" if obstacle else change


def _described(part_type: str, parts: list[Part], style: Style) -> str:
    kinds = {p.kind for p in parts}
    by = f"by {part_type.replace('_', ' ')}"
    if "mix" in kinds:
        summed = (
            f"{kind} {_part(fsum(p.contribution or 0 for p in parts if p.kind == kind), style)}"
            for kind in ("mix", "rate")
        )
        return f"{', '.join(summed)} {by}"
    named = ", ".join(_named(p, style) for p in _without_residual(parts))
    return named if part_type == FACTOR else f"{named} {by}"


def _named(part: Part, style: Style) -> str:
    return f"{_FACTOR_WORDS.get(part.part, part.part)} {_part(part.contribution or 0.0, style)}"


def _without_residual(parts: Iterable[Part]) -> list[Part]:
    return [p for p in parts if p.kind not in ("residual", TOTAL)]


def _value(value: float | None, style: Style) -> str:
    if value is None:
        return "-"
    return {"count": f"{value:,.0f}", "ratio": f"{value:.2f}", "share": f"{value:.1%}"}[style]


def _change(change: float, style: Style) -> str:
    if style == "share":
        return f"{_zeroed(change * 100, 1)} points"
    return _zeroed(change, 0 if style == "count" else 2)


def _part(contribution: float, style: Style) -> str:
    if style == "share":
        return _zeroed(contribution * 100, 1)
    return _zeroed(contribution, 1 if style == "count" else 2)


def _zeroed(number: float, digits: int) -> str:
    """Write a number without the minus of a zero."""
    return f"{round(number, digits) + 0.0:,.{digits}f}"
