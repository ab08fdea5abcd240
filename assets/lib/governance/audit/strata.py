"""How a sample is shared out over strata: proportionally, and at least one each."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Stratum = TypeVar("Stratum", bound=Hashable)


def allocate(sizes: Mapping[Stratum, int], sample_size: int) -> dict[Stratum, int]:
    """Return how many to draw of each stratum, by largest remainders.

    `sizes` are all above 0, in order of preference. Where the sample is smaller than the number
    of strata the preferred ones get one each; a sample is never larger than what there is.
    """
    wanted = min(sample_size, sum(sizes.values()))
    if wanted <= len(sizes):
        return dict.fromkeys(list(sizes)[:wanted], 1)
    small = _below_one(sizes, wanted)
    large = {stratum: size for stratum, size in sizes.items() if stratum not in small}
    shared = _largest_remainders(large, wanted - len(small))
    return {stratum: shared.get(stratum, 1) for stratum in sizes}


def _below_one(sizes: Mapping[Stratum, int], wanted: int) -> set[Stratum]:
    """The strata whose proportional share is less than one, once those have got one each."""
    small: set[Stratum] = set()
    while True:
        left = sum(size for stratum, size in sizes.items() if stratum not in small)
        more = {
            stratum
            for stratum, size in sizes.items()
            if stratum not in small and size * (wanted - len(small)) < left
        }
        if not more:
            return small
        small |= more


def _largest_remainders(sizes: Mapping[Stratum, int], wanted: int) -> dict[Stratum, int]:
    total = sum(sizes.values())
    shares = {stratum: size * wanted // total for stratum, size in sizes.items()}
    left = wanted - sum(shares.values())
    by_remainder: Sequence[Stratum] = sorted(
        sizes, key=lambda stratum: sizes[stratum] * wanted % total, reverse=True
    )
    return {s: n + (s in by_remainder[:left]) for s, n in shares.items()}
