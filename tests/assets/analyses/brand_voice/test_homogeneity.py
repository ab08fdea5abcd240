"""How alike texts are."""

from itertools import combinations
from statistics import fmean

import numpy as np
import pytest

from assets.analyses.brand_voice.homogeneity import measure_homogeneity
from assets.analyses.brand_voice.measure import profile_texts
from tests.assets.analyses.brand_voice.voices import seeded, write_text


def test_homogeneity_is_the_mean_cosine_of_all_pairs() -> None:
    """Against the plain definition."""
    random = seeded(1)
    profiles, _ = profile_texts([write_text(random, words=60) for _ in range(7)])
    rows = profiles.toarray()
    cosines = [a @ b / np.linalg.norm(a) / np.linalg.norm(b) for a, b in combinations(rows, 2)]
    assert measure_homogeneity(profiles) == pytest.approx(fmean(cosines))


def test_copies_are_1_and_strangers_are_0() -> None:
    """The ends of the scale; one text alone has no pair."""
    copies, _ = profile_texts(["the same words"] * 3)
    strangers, _ = profile_texts(["one two", "three four"])
    assert measure_homogeneity(copies) == pytest.approx(1)
    assert measure_homogeneity(strangers) == pytest.approx(0)
    assert measure_homogeneity(copies[:1]) is None
