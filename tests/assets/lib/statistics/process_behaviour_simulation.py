"""How often the rules cry wolf, and how soon they see a shift, on simulated normal series.

`python -m tests.assets.lib.statistics.process_behaviour_simulation` prints the rates.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from statistics import fmean, median

import numpy as np

from assets.lib.statistics.process_behaviour.chart import DeclaredBaseline, build_chart
from tests.assets.lib.statistics.series import FIRST, PARAMETERS, points

WEEKS_AFTER = 24
SERIES = 1000
SEED = 20260105


@dataclass(frozen=True)
class Rates:
    """What was seen in the weeks after the base, in which the mean is `shift` sigma higher.

    `outside`, `run` and `near` are the shares of weeks in which the rule is the one shown, `any`
    of weeks with a signal; `seen_within_8` is the share of series with a signal in the first 8
    weeks, `median_weeks` the median number of weeks until the first signal among those seen.
    """

    base_weeks: int
    shift: float
    outside: float
    run: float
    near: float
    any: float
    seen_within_8: float
    median_weeks: float


def simulate(base_weeks: int, shift: float, series: int = SERIES) -> Rates:
    """Return the rates over seeded series of independent normal values."""
    numbers = np.random.default_rng(SEED)
    shown: list[str | None] = []
    delays: list[int] = []
    for _ in range(series):
        values = numbers.normal(size=base_weeks + WEEKS_AFTER)
        values[base_weeks:] += shift
        readings = build_chart(
            points([float(v) for v in values]),
            PARAMETERS,
            is_share=False,
            baseline=DeclaredBaseline(FIRST, base_weeks),
        )[base_weeks:]
        signals = [r.signal.rule if r.signal else None for r in readings]
        shown += signals
        delays += [next((n for n, s in enumerate(signals, 1) if s), WEEKS_AFTER + 1)]
    return Rates(
        base_weeks=base_weeks,
        shift=shift,
        outside=shown.count("outside") / len(shown),
        run=shown.count(PARAMETERS.run_rule) / len(shown),
        near=shown.count(PARAMETERS.near_rule) / len(shown),
        any=sum(s is not None for s in shown) / len(shown),
        seen_within_8=fmean(d <= 8 for d in delays),
        median_weeks=median(delays),
    )


def main() -> None:
    """Print a line per size of the base and shift."""
    sys.stdout.write("base shift  outside  run   3of4   any   seen<=8w  median weeks\n")
    for base_weeks in (8, 16, 100):
        for shift in (0, 1, 2, 3):
            r = simulate(base_weeks, shift)
            sys.stdout.write(
                f"{base_weeks:4} {shift:5}  {r.outside:7.2%} {r.run:6.2%} {r.near:6.2%} "
                f"{r.any:6.2%} {r.seen_within_8:8.1%}  {r.median_weeks:g}\n"
            )


if __name__ == "__main__":
    main()
