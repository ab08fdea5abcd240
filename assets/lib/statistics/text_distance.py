"""The distance of a group of texts from a reference, and the distance that chance would give.

A text's profile is the relative frequency of each of its words and punctuation marks. The most
frequent of these are function words and punctuation, which distinguish voices whatever a text is
about (stylometry after Burrows 2002). Unlike Delta, the profile is neither scaled nor cut to a
list: it depends on no other text, so a past week never changes, and a word that the reference
lacks counts; and its expectation does not depend on the length of the text.

The squared distance of two groups is that of their mean profiles, minus what chance adds to it
(the unbiased estimate that is also the kernel two-sample statistic with a linear kernel: Gretton
et al. 2012). Where a share of a group is from another source, the distance is in expectation
that share of the distance between the two sources.

It is given in spreads: 1 means that the group's mean is as far from the reference's mean as a
single text of the reference typically is (the distance-based effect size of Alekseyenko 2016).

The distance that chance gives is found by permutations: if the group had the reference's voice,
each of its texts could as well be one of the reference's. The statistic that is permuted is
Welch's, on distances (Alekseyenko 2016), which keeps its level where the two scatter differently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from assets.lib.statistics.text import tokens

Matrix = NDArray[np.float64]
Vector = NDArray[np.float64]
_SEED = 20_260_105
_SMALL = 1e-12


@dataclass(frozen=True)
class VoiceComparison:
    """Distance and limit, in spreads of the reference; above the limit is an alarm."""

    distance: float
    limit: float

    @property
    def is_alarm(self) -> bool:
        return self.distance > self.limit


@dataclass(frozen=True)
class TextProfile:
    """The relative frequency of each token of a text; `columns` are ascending token numbers."""

    columns: NDArray[np.int64]
    frequencies: Vector


def profile_texts(texts: Sequence[str]) -> tuple[list[TextProfile], list[str]]:
    """Return the profile of each text, and the tokens by their numbers, in alphabetical order."""
    counted = [Counter(tokens(text)) for text in texts]
    names = sorted(set(chain.from_iterable(counted)))
    number_of = {name: number for number, name in enumerate(names)}
    return [_profile(counts, number_of) for counts in counted], names


def _profile(counts: Counter[str], number_of: Mapping[str, int]) -> TextProfile:
    columns = np.fromiter((number_of[name] for name in counts), np.int64, len(counts))
    frequencies = np.fromiter(counts.values(), np.float64, len(counts)) / max(counts.total(), 1)
    order = np.argsort(columns)
    return TextProfile(columns[order], frequencies[order])


def _to_matrix(profiles: Sequence[TextProfile]) -> tuple[Matrix, NDArray[np.int64]]:
    """Return one row per text and one column per token that any of them has, and the tokens."""
    columns, places = np.unique(np.concatenate([p.columns for p in profiles]), return_inverse=True)
    matrix = np.zeros((len(profiles), len(columns)))
    rows = np.repeat(np.arange(len(profiles)), [len(p.columns) for p in profiles])
    matrix[rows, places] = np.concatenate([p.frequencies for p in profiles])
    return matrix, columns


def compare_voices(
    reference: Sequence[TextProfile],
    group: Sequence[TextProfile],
    *,
    false_alarm_rate: float,
    permutations: int,
    minimum_distance: float = 0.0,
) -> VoiceComparison | None:
    """Return how far the group's profiles are from the reference's, at least two of each.

    Texts of the reference's own voice exceed the limit at most at `false_alarm_rate`; the limit
    is never below `minimum_distance`. None where all texts of the reference are one and the same.
    """
    matrix, _ = _to_matrix([*reference, *group])
    products = matrix @ matrix.T
    labels = _labels(len(reference), len(group), permutations)
    squared, noise, spread = _statistics(products, labels)
    if spread <= _SMALL:
        return None
    statistic = (squared + _SMALL) / (noise + _SMALL)
    # as many permutations may lie above as leave the observed one among the rarest
    above = max(int(false_alarm_rate * (permutations + 1)), 1)
    critical = np.sort(statistic[1:])[-above]
    limit = np.sqrt(max((critical - 1) * noise[0], 0) / spread)
    distance = np.sqrt(max(squared[0] - noise[0], 0) / spread)
    return VoiceComparison(float(distance), max(float(limit), minimum_distance))


def distinctive_tokens(
    reference: Sequence[TextProfile],
    group: Sequence[TextProfile],
    names: Sequence[str],
    number: int,
) -> list[str]:
    """Return the tokens that the group uses more often than the reference, most excessive first."""
    matrix, columns = _to_matrix([*reference, *group])
    excess = matrix[len(reference) :].mean(axis=0) - matrix[: len(reference)].mean(axis=0)
    order = np.argsort(-excess, kind="stable")[:number]
    return [names[columns[place]] for place in order if excess[place] > 0]


def measure_homogeneity(profiles: Sequence[TextProfile]) -> float | None:
    """Return the mean cosine similarity of all pairs, 1 for copies; None for fewer than two."""
    texts = len(profiles)
    if texts < 2:  # noqa: PLR2004  # a pair
        return None
    matrix, _ = _to_matrix(profiles)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    total = np.divide(matrix, lengths, out=np.zeros_like(matrix), where=lengths > 0).sum(axis=0)
    # the squared sum of unit vectors contains every pair twice, and each text with itself once
    return float((total @ total - texts) / (texts * (texts - 1)))


@lru_cache(maxsize=64)
def _labels(references: int, members: int, permutations: int) -> Matrix:
    """Return rows of 1 for the group: the first as it is, the others shuffled."""
    observed = np.repeat([0.0, 1.0], [references, members])
    shuffled = np.tile(observed, (permutations, 1))
    np.random.default_rng(_SEED).permuted(shuffled, axis=1, out=shuffled)
    return np.vstack([observed, shuffled])


def _statistics(products: Matrix, labels: Matrix) -> tuple[Vector, Vector, float]:
    """Return squared distances of means and what chance adds to each; the reference's variance."""
    members = labels[0].sum()
    others = len(products) - members
    towards = labels @ products
    inside = (towards * labels).sum(axis=1)
    between = towards.sum(axis=1) - inside
    outside = products.sum() - inside - 2 * between
    diagonal = products.diagonal()
    own = labels @ diagonal
    group_variance = (own - inside / members) / (members - 1)
    other_variance = (diagonal.sum() - own - outside / others) / (others - 1)
    squared = inside / members**2 + outside / others**2 - 2 * between / (members * others)
    noise = group_variance / members + other_variance / others
    return squared, np.maximum(noise, 0), float(other_variance[0])
