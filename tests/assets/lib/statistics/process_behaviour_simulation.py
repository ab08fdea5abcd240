"""How often the rules cry wolf, and how soon they see a shift, on simulated series.

`python -m tests.assets.lib.statistics.process_behaviour_simulation` prints the rates. The rules are
written out for many series at once here; a test holds them against the chart itself.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assets.lib.statistics.process_behaviour.limits import ChartParameters, LimitWidth
from tests.assets.lib.statistics.series import read_project_parameters

WEEKS_AFTER = 52
SEEN_WITHIN = 8
SERIES = 20_000
SEED = 20260105
PARAMETERS = read_project_parameters()

Values = npt.NDArray[np.float64]
"""One series a row, one week a column."""
Weeks = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Rates:
    """What was seen in the weeks after the base, in which the mean is `shift` sigma higher.

    `outside`, `run` and `near` are the shares of weeks in which that rule holds, `any` of weeks
    with a signal; `seen` is the share of series with a signal in the first 8 weeks.
    """

    outside: float
    run: float
    near: float
    any: float
    seen: float


def draw_normal(base_weeks: int, shift: float = 0, series: int = SERIES) -> Values:
    """Return seeded series of independent normal values."""
    numbers = np.random.default_rng(SEED)
    values = numbers.normal(size=(series, base_weeks + WEEKS_AFTER))
    values[:, base_weeks:] += shift
    return values


def draw_shares(base_weeks: int, share: float, of: int, series: int = SERIES) -> Values:
    """Return seeded series of a share: how many of so many, each with the same chance."""
    numbers = np.random.default_rng(SEED)
    return numbers.binomial(of, share, size=(series, base_weeks + WEEKS_AFTER)) / of


def measure(values: Values, base_weeks: int, *, is_share: bool = False) -> Rates:
    """Return the rates over the weeks after the base."""
    outside, run, near = (
        held[:, base_weeks:] for held in find_rules(values, base_weeks, is_share=is_share)
    )
    signal = outside | run | near
    return Rates(
        outside=float(outside.mean()),
        run=float(run.mean()),
        near=float(near.mean()),
        any=float(signal.mean()),
        seen=float(signal[:, :SEEN_WITHIN].any(axis=1).mean()),
    )


def find_rules(
    values: Values, base_weeks: int, *, is_share: bool, parameters: ChartParameters = PARAMETERS
) -> tuple[Weeks, Weeks, Weeks]:
    """Return the weeks outside, those that end a run, and those that end a group near a limit."""
    base = values[:, :base_weeks]
    centre = base.mean(axis=1, keepdims=True)
    mean_range = np.abs(np.diff(base, axis=1)).mean(axis=1, keepdims=True)
    width: LimitWidth = parameters.width_for(base_weeks, base_weeks - 1)
    lower, upper = (centre + sign * width.limit_factor * mean_range for sign in (-1, 1))
    if is_share:
        lower, upper = np.maximum(lower, 0), np.minimum(upper, 1)
    offset = values - centre
    run, near = np.zeros_like(offset, dtype=bool), np.zeros_like(offset, dtype=bool)
    for side in (-1, 1):
        beside = offset * side > width.centre_margin * mean_range
        close = offset * side > width.limit_factor * mean_range / 2
        run |= _count(beside, parameters.run_length) == parameters.run_length
        near |= close & (_count(close, parameters.near_window) >= parameters.near_points)
    return (values < lower) | (values > upper), run, near


def _count(weeks: Weeks, window: int) -> npt.NDArray[np.int64]:
    """Return of each week how many of that many weeks up to it hold."""
    sums = np.cumsum(np.pad(weeks, ((0, 0), (window, 0))), axis=1, dtype=np.int64)
    return sums[:, window:] - sums[:, :-window]


def main() -> None:
    """Print a line per size of the base and shift."""
    sys.stdout.write("base shift  outside  run   3of4   any   seen<=8w\n")
    for base_weeks in (*range(8, 17), 20, 30, 50, 100):
        for shift in (0, 1, 2, 3):
            r = measure(draw_normal(base_weeks, shift), base_weeks)
            sys.stdout.write(
                f"{base_weeks:4} {shift:5}  {r.outside:7.2%} {r.run:6.2%} {r.near:6.2%} "
                f"{r.any:6.2%} {r.seen:8.1%}\n"
            )


if __name__ == "__main__":
    main()
