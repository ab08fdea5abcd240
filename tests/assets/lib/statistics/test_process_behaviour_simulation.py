"""The rules on simulated series: seldom a false alarm, soon a signal.

On 1,000 seeded normal series per line, 24 weeks each after a base of 8, 16 or 100 weeks, share of
weeks with a signal, by the rule shown
(`python -m tests.assets.lib.statistics.process_behaviour_simulation` prints them):

    base shift  outside  run of 8  3 of 4    any   seen in 8 weeks  median weeks
       8     0    2.95%     2.45%   1.47%   6.86%            23.2%            -
       8     1    8.01%    19.89%   5.02%  32.92%            61.4%            7
       8     2   25.09%    43.78%   8.07%  76.95%            95.4%            3
       8     3   51.57%    34.98%   6.58%  93.13%            99.8%            1
      16     0    1.42%     1.37%   0.68%   3.47%            17.5%            -
     100     0    0.44%     0.84%   0.18%   1.46%             8.7%            -
     100     1    2.78%    18.37%   4.03%  25.18%            53.8%            8

A base of eight weeks is the price of an early start: its limits are themselves uncertain, and
false alarms are five times those of a long base. A longer declared baseline buys them back.
"""

from __future__ import annotations

from functools import cache

import pytest

from tests.assets.lib.statistics.process_behaviour_simulation import Rates, simulate

_rates = cache(lambda base_weeks, shift: simulate(base_weeks, shift, series=400))


def rates(base_weeks: int, shift: int) -> Rates:
    found: Rates = _rates(base_weeks, shift)
    return found


def test_a_long_base_gives_few_false_alarms() -> None:
    """Near the rates of known limits: 0.27 % outside, and a run of 8 in a week of about 0.8 %."""
    stable = rates(100, 0)
    assert 0.001 <= stable.outside <= 0.008
    assert 0.003 <= stable.run <= 0.015
    assert stable.near <= 0.005
    assert stable.any <= 0.025


def test_a_base_of_8_weeks_gives_more_but_bounded_false_alarms() -> None:
    """The limits of eight weeks are uncertain: under one week in ten is a false alarm."""
    stable = rates(8, 0)
    assert 0.015 <= stable.outside <= 0.045
    assert 0.01 <= stable.run <= 0.04
    assert 0.005 <= stable.near <= 0.03
    assert rates(100, 0).any < stable.any <= 0.1


@pytest.mark.parametrize(
    ("shift", "seen", "weeks"), [(1, (0.5, 0.75), 9), (2, (0.9, 1), 4), (3, (0.98, 1), 2)]
)
def test_a_shift_is_seen_the_sooner_the_larger(
    shift: int, seen: tuple[float, float], weeks: float
) -> None:
    """Within eight weeks, of a base of eight weeks, and half of them within these weeks."""
    shifted = rates(8, shift)
    assert seen[0] <= shifted.seen_within_8 <= seen[1]
    assert shifted.median_weeks <= weeks
