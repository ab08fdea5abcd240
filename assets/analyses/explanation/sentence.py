"""An explanation in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import fsum
from typing import Literal

from assets.analyses.explanation.parts import FACTOR, TOTAL, Part

Style = Literal["count", "ratio", "share"]

_FACTOR_WORDS = {
    "pieces": "pieces",
    "variants_per_piece": "variants",
    "channels_per_variant": "channels",
}


def sentence(parts: Sequence[Part], style: Style, obstacle: str | None = None) -> str:
    """Return such as `74 against 84: -10 = pieces 0.0, variants -4.1, channels -5.9`.

    A ratio is told by segment type, as mix and rate over all its segments; shares in points.
    """
    total = parts[0]
    if total.contribution is None:
        return f"no change to tell; {obstacle}"
    values = f"{_value(total.to_value, style)} against {_value(total.from_value, style)}"
    told = [
        _told(part_type, list(group), style)
        for part_type, group in groupby(parts[1:], key=lambda p: p.part_type)
        if part_type == FACTOR or style != "count"
    ]
    change = f"{values}: {_change(total.contribution, style)}"
    if told:
        return f"{change} = {'; '.join(told)}"
    return f"{change}; {obstacle}" if obstacle else change


def _told(part_type: str, parts: list[Part], style: Style) -> str:
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
