"""The distance to the brand voice: it grows with the drift, and its alarm keeps its promise."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from statistics import fmean

import numpy as np
import pytest

from assets.lib.statistics.text_distance import (
    Matrix,
    TextProfile,
    VoiceComparison,
    compare_voices,
    distinctive_tokens,
    measure_homogeneity,
    profile_texts,
)
from tests.assets.lib.statistics.voices import seeded, write_text

RATE = 0.05
EXAMPLES, MINIMUM_PIECES = 8, 5


def measure(
    seed: int,
    hype_share: float,
    *,
    pieces: int = MINIMUM_PIECES,
    words: int = 120,
    minimum_distance: float = 0.6,
) -> VoiceComparison:
    """Compare pieces at a share of hype with plain examples of the same writer."""
    random = seeded(seed)
    examples = [write_text(random) for _ in range(EXAMPLES)]
    texts = [write_text(random, hype_share=hype_share, words=words) for _ in range(pieces)]
    profiles, _ = profile_texts([*examples, *texts])
    found = compare_voices(
        profiles[:EXAMPLES],
        profiles[EXAMPLES:],
        false_alarm_rate=RATE,
        permutations=199,
        minimum_distance=minimum_distance,
    )
    assert found
    return found


def to_rows(profiles: Sequence[TextProfile], tokens: int) -> Matrix:
    """Return one row per text with the frequency of every token."""
    rows = np.zeros((len(profiles), tokens))
    for row, profile in zip(rows, profiles, strict=True):
        row[profile.columns] = profile.frequencies
    return rows


def alarms(hype_share: float, repeats: int, **how: float) -> int:
    return sum(measure(seed, hype_share, **how).is_alarm for seed in range(repeats))  # type: ignore[arg-type]


def test_distance_rises_with_the_share_of_another_voice() -> None:
    """At 0, 25, 50, 75 and 100 % of the other voice each is farther than the one before."""
    distances = [
        fmean(measure(seed, share).distance for seed in range(20))
        for share in (0.0, 0.25, 0.5, 0.75, 1.0)
    ]
    assert distances == sorted(distances)
    assert min(np.diff(distances)) > 0.2


def test_own_voice_raises_no_more_false_alarms_than_stated() -> None:
    """Over 200 repeats of the reference's own voice, at most 5 % are alarms."""
    assert alarms(0.0, 200) <= RATE * 200


@pytest.mark.parametrize(("pieces", "words"), [(5, 120), (20, 150), (6, 300), (6, 60)])
def test_limit_of_chance_holds_its_rate_for_groups_of_any_size(pieces: int, words: int) -> None:
    """Without the least distance the rate is that of the permutations, within counting error.

    Of 200 alarms at 5 %, more than 19 come up less than once in 200 times.
    """
    assert alarms(0.0, 200, pieces=pieces, words=words, minimum_distance=0.0) <= 19


@pytest.mark.parametrize("share", [0.75, 1.0])
def test_drift_is_found_with_the_minimum_sample(share: float) -> None:
    """Five pieces that are mostly of another voice raise the alarm nearly always."""
    assert alarms(share, 60) >= 59


def test_distance_does_not_depend_on_other_texts() -> None:
    """A past week keeps its distance when later texts are measured beside it."""
    random = seeded(3)
    texts = [write_text(random, hype_share=share) for share in (0.0,) * 6 + (0.5,) * 5]
    later = [write_text(random, hype_share=1.0) for _ in range(20)]
    alone, _ = profile_texts(texts)
    beside, _ = profile_texts([*texts, *later])
    first = compare_voices(alone[:6], alone[6:], false_alarm_rate=RATE, permutations=99)
    second = compare_voices(beside[:6], beside[6:11], false_alarm_rate=RATE, permutations=99)
    assert first
    assert second
    assert (first.distance, first.limit) == pytest.approx((second.distance, second.limit))


def test_squared_distance_is_that_of_means_without_what_chance_adds() -> None:
    """Against the plain definition: mean products within and between, pairs of one left out."""
    random = seeded(5)
    profiles, names = profile_texts(
        [write_text(random, hype_share=h) for h in [0.0] * 6 + [0.5] * 7]
    )
    rows = to_rows(profiles, len(names))
    reference, group = rows[:6], rows[6:]
    products = [
        fmean(a @ b for i, a in enumerate(one) for j, b in enumerate(one) if i != j)
        for one in (reference, group)
    ]
    between = fmean(a @ b for a in reference for b in group)
    spread = fmean(((reference - reference.mean(axis=0)) ** 2).sum(axis=1)) * 6 / 5
    expected = max(sum(products) - 2 * between, 0) / spread
    found = compare_voices(profiles[:6], profiles[6:], false_alarm_rate=RATE, permutations=19)
    assert found
    assert found.distance**2 == pytest.approx(expected)


def test_copies_of_one_text_are_no_reference() -> None:
    """Where the examples don't differ there is no spread to measure in."""
    profiles, _ = profile_texts(["One and the same."] * 5 + ["Other words.", "And others."])
    assert (
        compare_voices(profiles[:5], profiles[5:], false_alarm_rate=RATE, permutations=19) is None
    )


def test_distinctive_tokens_are_what_the_group_says_more_often() -> None:
    """The greatest excess first; what both say alike is none."""
    profiles, names = profile_texts(["we plan and we test"] * 2 + ["wow ! wow ! we plan"] * 2)
    assert distinctive_tokens(profiles[:2], profiles[2:], names, 2) == ["!", "wow"]


def test_homogeneity_is_the_mean_cosine_of_all_pairs() -> None:
    """Against the plain definition."""
    random = seeded(1)
    profiles, names = profile_texts([write_text(random, words=60) for _ in range(7)])
    rows = to_rows(profiles, len(names))
    cosines = [a @ b / np.linalg.norm(a) / np.linalg.norm(b) for a, b in combinations(rows, 2)]
    assert measure_homogeneity(profiles) == pytest.approx(fmean(cosines))


def test_copies_are_1_and_strangers_are_0() -> None:
    """The ends of the scale; one text alone has no pair."""
    copies, _ = profile_texts(["the same words"] * 3)
    strangers, _ = profile_texts(["one two", "three four"])
    assert measure_homogeneity(copies) == pytest.approx(1)
    assert measure_homogeneity(strangers) == pytest.approx(0)
    assert measure_homogeneity(copies[:1]) is None
