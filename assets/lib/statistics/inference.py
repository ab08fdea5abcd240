"""Two-sample tests, false-discovery control and intervals, on arrays of many tests at once."""

from __future__ import annotations

from math import erfc, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_TIE = 1e-10
"""Probabilities that differ by less than this share are equal, and differ by rounding only."""


def fisher_exact(
    hits: ArrayLike, sizes: ArrayLike, other_hits: ArrayLike, other_sizes: ArrayLike
) -> Floats:
    """Return the two-sided p-values of Fisher's exact test, one per pair of shares.

    A p-value is the probability of all tables with the same margins that are no likelier than the
    observed one. All arguments have the same shape (n,).
    """
    hit, size, other_hit, other = map(_integers, (hits, sizes, other_hits, other_sizes))
    total = hit + other_hit
    lowest, highest = np.maximum(0, total - other), np.minimum(total, size)
    # one row per test, one column per table with the same margins; rows are padded with odds of 0
    n = lowest[:, None] + np.arange(int((highest - lowest).max(initial=0)))
    ways_on = np.maximum((total[:, None] - n) * (size[:, None] - n), 0)
    ways_back = (n + 1) * (other - total)[:, None] + (n + 1) ** 2
    with np.errstate(divide="ignore"):
        steps = np.log(ways_on / ways_back)
    steps[n >= highest[:, None]] = -np.inf
    logarithms = np.cumsum(np.insert(steps, 0, 0.0, axis=1), axis=1)
    weights = np.exp(logarithms - logarithms.max(axis=1, keepdims=True))
    observed = np.take_along_axis(logarithms, (hit - lowest)[:, None], axis=1)
    extreme = logarithms <= observed + _TIE
    return np.asarray((weights * extreme).sum(axis=1) / weights.sum(axis=1), np.float64)


def mann_whitney(
    statistics: ArrayLike, sizes: ArrayLike, other_sizes: ArrayLike, tie_terms: ArrayLike
) -> Floats:
    """Return the two-sided p-values of Mann-Whitney's U test, by its normal approximation.

    `statistics` are U: the pairs in which the first sample is greater, equal ones counted half.
    `tie_terms` are the sums of t^3 - t over the groups of t equal values of both samples. All
    arguments have the same shape (n,). Samples in which all values are equal give 1.
    """
    u, n, m, ties = map(_floats, (statistics, sizes, other_sizes, tie_terms))
    pairs, total = n * m, n + m
    variance = pairs / 12 * (total + 1 - ties / (total * (total - 1)))
    excess = np.abs(u - pairs / 2) - 0.5  # continuity correction
    z = np.divide(
        excess, np.sqrt(np.maximum(variance, 0)), out=np.zeros_like(u), where=variance > 0
    )
    return np.array([min(erfc(value / sqrt(2)), 1.0) for value in z.tolist()], np.float64)


def control_false_discoveries(p_values: ArrayLike) -> Floats:
    """Return the q-values of a family of tests (Benjamini and Hochberg 1995), in their order."""
    p = _floats(p_values)
    order = np.argsort(p, kind="stable")
    scaled = p[order] * (len(p) / np.arange(1, len(p) + 1))  # in this order never below p
    q = np.empty_like(p)
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return q


def wilson_interval(hits: int, size: int, confidence: float) -> tuple[float, float]:
    """Return Wilson's interval of a share; raises ValueError where `size` is 0."""
    if not size:
        raise ValueError("the interval of a share needs at least one observation")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, shrinkage = hits / size, 1 + z**2 / size
    centre = (share + z**2 / (2 * size)) / shrinkage
    reach = z / shrinkage * sqrt(share * (1 - share) / size + z**2 / (4 * size**2))
    low = 0.0 if hits == 0 else centre - reach
    return low, 1.0 if hits == size else centre + reach


def _integers(values: ArrayLike) -> Integers:
    return np.asarray(values, np.int64)


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, np.float64)
