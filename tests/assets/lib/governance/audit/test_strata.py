"""A sample is shared out proportionally, and every stratum has at least one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assets.lib.governance.audit.strata import allocate

sizes_of_strata = st.dictionaries(st.text(max_size=3), st.integers(1, 200), min_size=1, max_size=12)


@given(sizes=sizes_of_strata, wanted=st.integers(1, 300))
def test_the_sample_is_as_large_as_asked_for_and_possible(
    sizes: dict[str, int], wanted: int
) -> None:
    """No stratum gives more than it has; none is left out once there are enough audits for all."""
    allocated = allocate(sizes, wanted)
    assert sum(allocated.values()) == min(wanted, sum(sizes.values()))
    assert all(1 <= number <= sizes[stratum] for stratum, number in allocated.items())
    if wanted >= len(sizes):
        assert set(allocated) == set(sizes)


@given(sizes=sizes_of_strata, wanted=st.integers(1, 300))
def test_shares_are_proportional_among_those_above_the_minimum(
    sizes: dict[str, int], wanted: int
) -> None:
    """A stratum that got more than one is within one of its share of what those have together."""
    allocated = allocate(sizes, wanted)
    large = {stratum for stratum, number in allocated.items() if number > 1}
    total = sum(sizes[stratum] for stratum in large)
    drawn = sum(allocated[stratum] for stratum in large)
    for stratum in large:
        exact = drawn * sizes[stratum] / total
        assert abs(allocated[stratum] - exact) <= 1 + 1e-9


def test_the_largest_remainders_get_what_is_left() -> None:
    """10 over 50, 30 and 20 of 100 are 5, 3 and 2; 7 over them are 3.5, 2.1 and 1.4."""
    sizes = {"blog": 50, "social": 30, "email": 20}
    assert allocate(sizes, 10) == {"blog": 5, "social": 3, "email": 2}
    assert allocate(sizes, 7) == {"blog": 4, "social": 2, "email": 1}


def test_a_small_stratum_gets_its_one_from_the_others() -> None:
    """Of 10 over 98, 1 and 1, the small ones get one each and the large one the other eight."""
    assert allocate({"blog": 98, "ads": 1, "video": 1}, 10) == {"blog": 8, "ads": 1, "video": 1}


def test_too_few_audits_go_to_the_preferred_strata() -> None:
    """Two audits over three strata: the first two get one each."""
    assert allocate({"ads": 1, "blog": 98, "video": 1}, 2) == {"ads": 1, "blog": 1}
