"""How far a group of texts is from a reference, and how far chance alone would put it.

A text's profile is the relative frequency of each of its words and marks. The most frequent of
these are function words and punctuation, which tell voices apart whatever a text is about (the
stylometry that follows Burrows 2002). Unlike Delta, the profile is neither scaled nor cut to a
list: it depends on no other text, so a past week never changes, and a word that the reference
lacks counts; and its expectation does not depend on how long a text is.

The squared distance of two groups is that of their mean profiles, minus what chance adds to it
(the unbiased estimate that is also the kernel two-sample statistic with a linear kernel: Gretton
et al. 2012). Where a share of a group is from another source, the distance is in expectation
that share of the distance between the two sources.

It is shown in spreads: 1 means that the group's mean lies as far from the reference's mean as a
single text of the reference typically does (the distance-based effect size of Alekseyenko 2016).

What chance alone does is asked of permutations: if the group were of the reference's voice, each
of its texts could as well be one of the reference's. The statistic that is permuted is Welch's,
on distances (Alekseyenko 2016), which holds its level where texts of the two scatter differently.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assets.analyses.brand_voice.text import tokens

Matrix = NDArray[np.float64]
_SEED = 20_260_105
_SMALL = 1e-12


@dataclass(frozen=True)
class Comparison:
    """Distance and limit in spreads of the reference; above the limit is an alarm."""

    distance: float
    limit: float

    @property
    def is_alarm(self) -> bool:
        return self.distance > self.limit


def profile_texts(texts: Sequence[str]) -> tuple[Any, list[str]]:
    """Return one sparse row of relative frequencies a text, and what each column stands for."""
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.preprocessing import normalize

    vectorizer = CountVectorizer(analyzer=tokens, dtype=np.float64)
    counts = vectorizer.fit_transform(texts)
    return normalize(counts, norm="l1", copy=False), list(vectorizer.get_feature_names_out())


def compare(
    reference: Any,
    group: Any,
    *,
    false_alarm_rate: float,
    permutations: int,
    minimum_distance: float = 0.0,
) -> Comparison | None:
    """Return how far the group's profiles are from the reference's, at least two rows each.

    Texts of the reference's own voice exceed the limit at most at `false_alarm_rate`; the limit
    is never below `minimum_distance`. None where all texts of the reference are one and the same.
    """
    products = _products(reference, group)
    labels = _labels(reference.shape[0], group.shape[0], permutations)
    squared, noise, spread = _statistics(products, labels)
    if spread <= _SMALL:
        return None
    statistic = (squared + _SMALL) / (noise + _SMALL)
    # as many permutations may lie above as leave the observed one among the rarest
    above = max(int(false_alarm_rate * (permutations + 1)), 1)
    critical = np.sort(statistic[1:])[-above]
    limit = np.sqrt(max((critical - 1) * noise[0], 0) / spread)
    distance = np.sqrt(max(squared[0] - noise[0], 0) / spread)
    return Comparison(float(distance), max(float(limit), minimum_distance))


def telling_tokens(reference: Any, group: Any, names: Sequence[str], number: int) -> list[str]:
    """Return what the group says more often than the reference, the greatest excess first."""
    excess = np.asarray(group.mean(axis=0) - reference.mean(axis=0)).ravel()
    order = np.argsort(-excess, kind="stable")[:number]
    return [names[column] for column in order if excess[column] > 0]


def _products(reference: Any, group: Any) -> Matrix:
    from scipy.sparse import vstack

    rows = vstack([reference, group]).tocsr()
    return np.asarray((rows @ rows.T).todense())


def _labels(references: int, members: int, permutations: int) -> Matrix:
    """Return rows of 1 for the group: the first as it is, the others shuffled."""
    observed = np.repeat([0.0, 1.0], [references, members])
    shuffled = np.tile(observed, (permutations, 1))
    np.random.default_rng(_SEED).permuted(shuffled, axis=1, out=shuffled)
    return np.vstack([observed, shuffled])


def _statistics(products: Matrix, labels: Matrix) -> tuple[Matrix, Matrix, float]:
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
