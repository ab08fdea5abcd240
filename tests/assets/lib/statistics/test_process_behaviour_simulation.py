"""The rules on simulated series: seldom a false alarm, soon a signal.

On 20,000 seeded normal series per line, 52 weeks each after the base, share of weeks in which a
rule holds (`python -m tests.assets.lib.statistics.process_behaviour_simulation` prints them):

    base shift  outside  run of 8  3 of 4    any   seen in 8 weeks
       8     0    0.54%     0.87%   0.46%   1.72%             5.2%
       8     1    1.79%    13.97%   4.09%  17.08%            27.4%
       8     2    7.23%    59.22%  23.26%  65.33%            79.3%
       8     3   19.67%    84.07%  56.93%  90.85%            98.5%
      14     0    0.72%     0.44%   0.53%   1.58%             7.3%
      14     2   13.25%    60.22%  39.16%  72.04%            88.8%
      15     0    1.46%     1.71%   1.01%   3.91%            15.7%
      15     2   21.46%    71.97%  50.46%  83.51%            96.8%
     100     0    0.39%     0.87%   0.26%   1.49%             8.0%
     100     2   16.81%    73.34%  50.98%  84.89%            98.5%

With the textbook's 2.66 a base of 8 weeks gives 7.2% false signals. The run of 8 alone gives 2.8%
there, however wide the limits: its centre is as uncertain, and so has a margin.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assets.lib.statistics.process_behaviour.chart import DeclaredBaseline, build_chart
from tests.assets.lib.statistics.process_behaviour_simulation import (
    PARAMETERS,
    Values,
    draw_normal,
    draw_shares,
    find_rules,
    measure,
)
from tests.assets.lib.statistics.series import FIRST, points

MOST_FALSE_SIGNALS = 0.02
TEXTBOOK = replace(PARAMETERS, widened={})


def signals_of_chart(
    values: Values, base_weeks: int, *, is_share: bool = False
) -> list[list[bool]]:
    """Return of each series the weeks in which its chart has a signal."""
    return [
        [
            week.signal is not None
            for week in build_chart(
                points([float(value) for value in series]),
                PARAMETERS,
                is_share=is_share,
                baseline=DeclaredBaseline(FIRST, base_weeks),
            )
        ]
        for series in values
    ]


@pytest.mark.parametrize("base_weeks", range(8, 15))
def test_few_base_weeks_give_a_stable_series_a_signal_in_at_most_2_percent_of_its_weeks(
    base_weeks: int,
) -> None:
    """All three rules together; also for shares, whose limits end at 0 and 1."""
    assert measure(draw_normal(base_weeks), base_weeks).any <= MOST_FALSE_SIGNALS
    for share in (0.25, 0.5, 0.75):
        values = draw_shares(base_weeks, share, of=40)
        assert measure(values, base_weeks, is_share=True).any <= MOST_FALSE_SIGNALS
    clipped = np.clip(0.15 + 0.1 * draw_normal(base_weeks), 0, 1)
    assert measure(clipped, base_weeks, is_share=True).any <= MOST_FALSE_SIGNALS


def test_gaps_in_the_base_widen_its_limits_further() -> None:
    """Eight weeks of which no three follow each other have four moving ranges."""
    values: list[list[float | None]] = [
        [None if n < 12 and n % 3 == 2 else float(value) for n, value in enumerate(series)]
        for series in draw_normal(12, series=300)
    ]
    charts = [build_chart(points(series), PARAMETERS, is_share=False) for series in values]
    assert {week.base_weeks for chart in charts for week in chart} == {8}
    signals = [week.signal is not None for chart in charts for week in chart[12:]]
    assert np.mean(signals) <= MOST_FALSE_SIGNALS


def test_the_textbooks_width_would_give_far_more() -> None:
    """So widening is no ornament, and from 15 weeks on the textbook holds."""
    values = draw_normal(8)
    rules = find_rules(values, 8, is_share=False, parameters=TEXTBOOK)
    assert np.logical_or.reduce(rules)[:, 8:].mean() > 3 * MOST_FALSE_SIGNALS
    assert PARAMETERS.width_for(15, 14) == TEXTBOOK.width_for(15, 14)


def test_a_long_base_gives_few_false_alarms() -> None:
    """Near the rates of known limits: 0.27 % outside, and a run of 8 in a week of about 0.8 %."""
    stable = measure(draw_normal(100, series=4000), 100)
    assert 0.001 <= stable.outside <= 0.008
    assert 0.003 <= stable.run <= 0.015
    assert stable.any <= MOST_FALSE_SIGNALS


@pytest.mark.parametrize(("shift", "seen"), [(1, 0.25), (2, 0.75), (3, 0.95)])
def test_a_shift_is_seen_the_sooner_the_larger(shift: int, seen: float) -> None:
    """Within eight weeks, of a base of eight weeks."""
    assert measure(draw_normal(8, shift, series=4000), 8).seen >= seen


@pytest.mark.parametrize("base_weeks", [8, 14, 15])
def test_the_simulated_rules_are_those_of_the_chart(base_weeks: int) -> None:
    """Week by week, where there is something to see."""
    for values, is_share in (
        (draw_normal(base_weeks, 1, series=40), False),
        (draw_shares(base_weeks, 0.1, of=40, series=40), True),
    ):
        simulated = np.logical_or.reduce(find_rules(values, base_weeks, is_share=is_share))
        assert simulated.tolist() == signals_of_chart(values, base_weeks, is_share=is_share)
