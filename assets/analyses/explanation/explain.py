"""The change of a KPI between two weeks, explained by its factors and its segments."""

from __future__ import annotations

from collections.abc import Iterator

from assets.analyses.explanation.lmdi import decompose
from assets.analyses.explanation.mix_and_rate import differences, mix_and_rate
from assets.analyses.explanation.parts import FACTOR, TOTAL, KpiWeek, Part, with_residual

SHARED_DENOMINATOR = frozenset({("campaign_iteration_velocity", "actor_type")})
"""Slices whose denominator is the total's: whoever acts, acts on the same campaigns."""


def explain(kpi_id: str, before: KpiWeek, after: KpiWeek) -> list[Part]:
    """Return the total change, and all that explains it; only the total where nothing can.

    Per part type the contributions, residual included, add up to the total's.
    """
    from_value, to_value = before.total.value, after.total.value
    if from_value is None or to_value is None:
        return [Part(TOTAL, "all", "total", None, from_value, to_value)]
    change = to_value - from_value
    parts = [Part(TOTAL, "all", "total", change, from_value, to_value)]
    parts += _factors(before, after, change)
    for segment_type in sorted(before.segments.keys() | after.segments.keys()):
        parts += _segments(kpi_id, segment_type, before, after, change)
    return parts


def obstacle(before: KpiWeek, after: KpiWeek) -> str | None:
    """Return why a change, or its factors, can't be told; None where they can."""
    for name, week in (("earlier", before), ("later", after)):
        if week.total.value is None:
            return f"no value in the {name} week: its denominator is 0"
        if week.factors and not week.total.value:
            return f"no decomposition into factors: the {name} week is 0"
    return None


def _factors(before: KpiWeek, after: KpiWeek, change: float) -> Iterator[Part]:
    contributions = decompose(before.factors, after.factors) if before.factors else None
    if contributions is None:
        return
    parts = [
        Part(FACTOR, name, "factor", contribution, before.factors[name], after.factors[name])
        for name, contribution in contributions.items()
    ]
    yield from with_residual(FACTOR, change, parts)


def _segments(
    kpi_id: str, segment_type: str, before: KpiWeek, after: KpiWeek, change: float
) -> Iterator[Part]:
    is_sum = before.total.denominator is None
    shares = is_sum or (kpi_id, segment_type) in SHARED_DENOMINATOR
    parts = (differences if shares else mix_and_rate)(
        segment_type,
        before.segments.get(segment_type, {}),
        after.segments.get(segment_type, {}),
        before.total,
        after.total,
    )
    yield from with_residual(segment_type, change, parts)
