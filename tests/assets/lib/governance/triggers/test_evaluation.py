"""The log of a trigger: when it fires, goes on, recovers, and when people are alerted."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.lib.governance.triggers.evaluation import TriggerWeek, evaluate_weeks, holds
from assets.lib.governance.triggers.expression import AllOf, AnyOf, Comparison, Trigger

FIRST = date(2026, 1, 5)
ERRORS = Comparison("error_rate", ">", Fraction("0.05"))
SCORES = Comparison("quality_score", "<", Fraction("0.8"))


def log(
    values: Sequence[Fraction | None], weeks: int = 1, renotify_weeks: int = 4
) -> list[TriggerWeek]:
    """Return the log of `error_rate > 0.05` over weeks with these values."""
    mondays = [FIRST + timedelta(weeks=place) for place in range(len(values))]
    measured = {week: {"error_rate": value} for week, value in zip(mondays, values, strict=True)}
    return list(evaluate_weeks(Trigger(ERRORS, weeks), renotify_weeks, mondays, measured))


def states(values: Sequence[Fraction | None], weeks: int = 1) -> list[str]:
    return [week.state for week in log(values, weeks)]


OK, HIGH, NONE = Fraction("0.05"), Fraction("0.06"), None
NO_DATA = "not enough data"


@pytest.mark.parametrize(
    ("values", "weeks", "expected"),
    [
        ([OK, HIGH, HIGH, OK, OK], 1, ["ok", "fired", "firing", "recovered", "ok"]),
        ([HIGH, OK, HIGH], 1, ["fired", "recovered", "fired"]),
        ([HIGH, HIGH, HIGH, OK], 2, ["ok", "fired", "firing", "recovered"]),
        ([HIGH, OK, HIGH, HIGH], 2, ["ok", "ok", "ok", "fired"]),
        ([HIGH, HIGH, OK, HIGH], 2, ["ok", "fired", "recovered", "ok"]),
        ([HIGH, NONE, HIGH, HIGH], 2, ["ok", NO_DATA, "ok", "fired"]),
        ([NONE, NONE], 1, [NO_DATA, NO_DATA]),
        ([HIGH, NONE, HIGH, OK], 1, ["fired", NO_DATA, "firing", "recovered"]),
        ([HIGH, NONE, OK], 1, ["fired", NO_DATA, "recovered"]),
        ([HIGH, HIGH, NONE, HIGH], 2, ["ok", "fired", NO_DATA, "firing"]),
    ],
)
def test_states_follow_from_the_weeks_before(
    values: list[Fraction | None], weeks: int, expected: list[str]
) -> None:
    """A week without data neither fires nor recovers, and a run of weeks begins anew after it."""
    assert states(values, weeks) == expected


def test_people_are_alerted_when_it_fires_every_so_often_and_when_it_recovers() -> None:
    """With renotify_weeks 3: the week it fired, three weeks on, and the week it recovered."""
    alerted = [w.is_notified for w in log([OK, HIGH, HIGH, HIGH, HIGH, HIGH, OK], renotify_weeks=3)]
    assert alerted == [False, True, False, False, True, False, True]


def test_nobody_is_alerted_of_a_week_without_data() -> None:
    """What was due in it is alerted in the next week that has data."""
    alerted = [w.is_notified for w in log([HIGH, HIGH, NONE, HIGH, HIGH], renotify_weeks=2)]
    assert alerted == [True, False, False, True, False]


def test_a_firing_names_the_week_it_began() -> None:
    """While it lasts, and no longer."""
    since = [w.firing_since for w in log([OK, HIGH, NONE, HIGH, OK])]
    fired = FIRST + timedelta(weeks=1)
    assert since == [None, fired, fired, fired, None]


def test_the_detail_has_the_values_or_what_is_missing() -> None:
    """What was compared, how far a run of weeks has come, and which measure has no value."""
    assert [w.detail for w in log([OK, HIGH, NONE, HIGH], weeks=2)] == [
        "error_rate 0.05",
        "error_rate 0.06; holds for 1 of 2 weeks",
        "no value of error_rate",
        "error_rate 0.06; holds for 1 of 2 weeks",
    ]
    [week] = evaluate_weeks(
        Trigger(AnyOf((ERRORS, SCORES))), 4, [FIRST], {FIRST: {"error_rate": Fraction("0.01")}}
    )
    assert (week.state, week.detail) == (NO_DATA, "error_rate 0.01; no value of quality_score")
    [week] = evaluate_weeks(Trigger(ERRORS), 4, [FIRST], {})
    assert (week.state, week.detail) == (NO_DATA, "no runs in this week")


@pytest.mark.parametrize(
    ("errors", "scores", "both", "either"),
    [
        (0.1, 0.5, True, True),
        (0.1, 0.9, False, True),
        (0.0, 0.9, False, False),
        (0.1, None, None, True),
        (0.0, None, False, None),
        (None, None, None, None),
    ],
)
def test_a_missing_measure_matters_only_where_the_answer_hangs_on_it(
    errors: float | None, scores: float | None, both: bool | None, either: bool | None
) -> None:
    """`or` is settled by one part that holds, `and` by one that does not."""
    measures = {
        name: None if value is None else Fraction(str(value))
        for name, value in (("error_rate", errors), ("quality_score", scores))
    }
    assert holds(AllOf((ERRORS, SCORES)), measures) is both
    assert holds(AnyOf((ERRORS, SCORES)), measures) is either


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        (">", [False, False, True]),
        (">=", [False, True, True]),
        ("<", [True, False, False]),
        ("<=", [True, True, False]),
        ("==", [False, True, False]),
    ],
)
def test_each_operator_compares_as_written(operator: str, expected: list[bool]) -> None:
    """Below, at and above the threshold."""
    condition = Comparison("error_rate", operator, Fraction("0.05"))
    values = (Fraction(4, 100), Fraction(1, 20), Fraction(6, 100))
    assert [holds(condition, {"error_rate": value}) for value in values] == expected


def reference(values: Sequence[Fraction | None], weeks: int) -> list[str]:
    """Say the state of each week by looking back over all weeks before it, with no memory."""
    found: list[str] = []
    for place, value in enumerate(values):
        known = [s for s in found if s != NO_DATA]
        is_open = bool(known) and known[-1] in ("fired", "firing")
        last = values[max(0, place + 1 - weeks) : place + 1]
        is_run = len(last) == weeks and all(v is not None and v > OK for v in last)
        if value is None:
            found.append(NO_DATA)
        elif is_open:
            found.append("firing" if value > OK else "recovered")
        else:
            found.append("fired" if is_run else "ok")
    return found


@given(st.lists(st.sampled_from([OK, HIGH, NONE]), max_size=20), st.integers(1, 4))
def test_states_agree_with_a_reference_without_memory(
    values: list[Fraction | None], weeks: int
) -> None:
    """Whatever the sequence."""
    assert states(values, weeks) == reference(values, weeks)
