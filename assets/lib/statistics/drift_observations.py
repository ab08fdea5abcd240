"""Weekly observations of one measure of one agent: shares of runs, or levels over runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

import numpy as np

from assets.lib.statistics.inference import Floats, Integers, fisher_exact, mann_whitney

Summary = Literal["mean", "median"]
_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")


class Pool(Protocol):
    """Observations that are compared as if they were made together."""

    @property
    def size(self) -> int:
        """How many there are."""

    @property
    def value(self) -> float | None:
        """Their share or level; None where there are none."""


class Observations(Protocol):
    """The observations of consecutive weeks, each named by its place."""

    def pool(self, places: Sequence[int]) -> Pool:
        """Return the observations of these weeks together."""


@dataclass(frozen=True)
class SharePool:
    """`hits` of `size` trials."""

    hits: int
    size: int

    @property
    def value(self) -> float | None:
        return self.hits / self.size if self.size else None


@dataclass(frozen=True)
class WeeklyShares:
    """One number of hits and of trials per week."""

    hits: Sequence[int]
    sizes: Sequence[int]

    def pool(self, places: Sequence[int]) -> SharePool:
        return SharePool(
            sum(self.hits[place] for place in places), sum(self.sizes[place] for place in places)
        )


@dataclass(frozen=True)
class LevelPool:
    """A histogram: ascending distinct `values` with their `counts`; `summary` is their level."""

    values: Floats
    counts: Floats
    summary: Summary

    @cached_property
    def size(self) -> int:
        return int(self.counts.sum())

    @property
    def value(self) -> float | None:
        size = self.size
        if not size:
            return None
        if self.summary == "mean":
            return float((self.counts * self.values).sum()) / size
        middle = np.searchsorted(np.cumsum(self.counts), [(size - 1) // 2, size // 2], side="right")
        return float(self.values[middle].mean())


@dataclass(frozen=True)
class WeeklyLevels:
    """Values of runs, one histogram per week over the distinct values of all weeks.

    The week at place `w` observed the values `distinct[columns[starts[w]:starts[w + 1]]]`,
    ascending, each as often as `counts` says.
    """

    distinct: Floats
    columns: Integers
    counts: Floats
    starts: Integers
    summary: Summary

    @classmethod
    def of_groups(
        cls, places: Integers, values: Floats, counts: Integers, weeks: int, summary: Summary
    ) -> WeeklyLevels:
        """Return the levels of groups of equal values.

        Each value occurs once per place; the places ascend and are below `weeks`.
        """
        distinct, columns = np.unique(values, return_inverse=True)
        order = np.lexsort((columns, places))
        starts = np.searchsorted(places, np.arange(weeks + 1))
        return cls(distinct, columns[order], counts[order].astype(np.float64), starts, summary)

    @classmethod
    def of_weeks(cls, weeks: Sequence[Iterable[float]], summary: Summary) -> WeeklyLevels:
        """Return the levels of weeks whose values are listed one by one."""
        listed = [np.fromiter(values, np.float64) for values in weeks]
        places = np.repeat(np.arange(len(listed)), [len(values) for values in listed])
        values, groups = np.unique(
            np.stack([places, np.concatenate([np.empty(0), *listed])]), axis=1, return_counts=True
        )
        return cls.of_groups(values[0].astype(np.int64), values[1], groups, len(listed), summary)

    def pool(self, places: Sequence[int]) -> LevelPool:
        groups = [slice(self.starts[place], self.starts[place + 1]) for place in places]
        if len(groups) == 1:
            columns, counts = self.columns[groups[0]], self.counts[groups[0]]
            return LevelPool(self.distinct[columns], counts, self.summary)
        columns = np.concatenate([np.empty(0, np.int64), *(self.columns[g] for g in groups)])
        counts = np.concatenate([np.empty(0), *(self.counts[g] for g in groups)])
        pooled = np.asarray(np.bincount(columns, counts, minlength=len(self.distinct)), np.float64)
        present = np.flatnonzero(pooled)
        return LevelPool(self.distinct[present], pooled[present], self.summary)


def p_values(pairs: Sequence[tuple[Pool, Pool]]) -> list[float]:
    """Return the probability of each pair's difference if nothing had changed, two-sided.

    Shares are compared by Fisher's exact test, levels by Mann-Whitney's, which a few extreme runs
    don't sway. No pool is empty.
    """
    found = np.ones(len(pairs))
    shares, levels = {}, {}
    for number, (one, other) in enumerate(pairs):
        if isinstance(one, SharePool) and isinstance(other, SharePool):
            shares[number] = one, other
        elif isinstance(one, LevelPool) and isinstance(other, LevelPool):
            levels[number] = one, other
        else:
            raise TypeError("a share can't be compared with a level")
    found[list(shares)] = _compare_shares(list(shares.values()))
    found[list(levels)] = _compare_levels(list(levels.values()))
    return [float(p) for p in found]


def _compare_shares(pairs: Sequence[tuple[SharePool, SharePool]]) -> Floats:
    tables = [(one.hits, one.size, other.hits, other.size) for one, other in pairs]
    hits, sizes, other_hits, other_sizes = np.array(tables, np.int64).reshape(-1, 4).T
    return fisher_exact(hits, sizes, other_hits, other_sizes)


def _compare_levels(pairs: Sequence[tuple[LevelPool, LevelPool]]) -> Floats:
    ranked = [(*_rank(one, other), one.size, other.size) for one, other in pairs]
    statistics, ties, sizes, other_sizes = np.array(ranked, np.float64).reshape(-1, 4).T
    return mann_whitney(statistics, sizes, other_sizes, ties)


def _rank(one: LevelPool, other: LevelPool) -> tuple[float, float]:
    """Return Mann-Whitney's U of the first histogram, and the tie term of both together."""
    at_or_below = np.concatenate(([0.0], np.cumsum(other.counts)))
    first, last = (np.searchsorted(other.values, one.values, side) for side in _SIDES)
    below, equal = at_or_below[first], at_or_below[last] - at_or_below[first]
    a, b = one.counts, other.counts
    cubes = (a * (a * a - 1)).sum() + (b * (b * b - 1)).sum() + (3 * a * equal * (a + equal)).sum()
    return float((a * (below + equal / 2)).sum()), float(cubes)
