"""A trigger is read exactly as it is written, and refused with the position of its error."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.lib.governance.triggers.expression import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Trigger,
    check_trigger,
    parse_trigger,
)
from assets.lib.governance.triggers.tokens import TriggerRefused

MEASURES = (
    *("runs", "error_rate", "error_rate_before", "error_rate_change", "quality_score"),
    "capacity_weekly.throughput",
)
ERRORS = Comparison("error_rate", ">", Fraction("0.05"))
SCORES = Comparison("quality_score", "<", Fraction("0.8"))
RUNS = Comparison("runs", ">=", Fraction(20))


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("error_rate > 0.05", Trigger(ERRORS)),
        ("error_rate>.05", Trigger(ERRORS)),
        ("error_rate > 5%", Trigger(ERRORS)),
        ("  Error_Rate > 5 %  ", Trigger(ERRORS)),
        ("error_rate > 0.05 for 2 weeks", Trigger(ERRORS, 2)),
        ("error_rate > 0.05 for 1 week", Trigger(ERRORS, 1)),
        (
            "error_rate_change == -0.5",
            Trigger(Comparison("error_rate_change", "==", Fraction("-0.5"))),
        ),
        (
            "error_rate > 5% and runs >= 20 FOR 3 weeks",
            Trigger(AllOf((ERRORS, RUNS)), 3),
        ),
        (
            "quality_score < 0.8 or error_rate > 5% and runs >= 20",
            Trigger(AnyOf((SCORES, AllOf((ERRORS, RUNS))))),
        ),
        (
            "(quality_score < 0.8 or error_rate > 5%) and runs >= 20",
            Trigger(AllOf((AnyOf((SCORES, ERRORS)), RUNS))),
        ),
        ("((error_rate > 5%))\n for 2 weeks", Trigger(ERRORS, 2)),
        (
            "Capacity_weekly.throughput < 9",
            Trigger(Comparison("capacity_weekly.throughput", "<", Fraction(9))),
        ),
    ],
)
def test_what_is_written_is_what_is_read(text: str, trigger: Trigger) -> None:
    """`and` binds tighter than `or`, brackets bind tightest, 5% is 0.05."""
    assert parse_trigger(text, MEASURES) == trigger
    assert check_trigger(text, MEASURES) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "position 1: found the end, expected a measure, such as error_rate"),
        ("eror_rate > 1", "position 1: found 'eror_rate', expected perhaps error_rate"),
        ("latency > 1", "a measure: runs, error_rate, quality_score, some also with _before or"),
        ("error_rate", "position 11: found the end, expected one of > >= < <= =="),
        ("error_rate > ", "position 14: found the end, expected a number"),
        ("error_rate > high", "position 14: found 'high', expected a number"),
        ("error_rate > 1 runs > 2", "position 16: found 'runs', expected and, or"),
        ("error_rate > 1 and", "position 19: found the end, expected a measure"),
        ("(error_rate > 1", "position 16: found the end, expected a closing bracket"),
        ("error_rate > 1)", "position 15: found ')', expected and, or"),
        ("error_rate > 1 for 0 weeks", "position 20: found '0', expected a whole number of weeks"),
        ("error_rate > 1 for 1.5 weeks", "position 20: found '1.5', expected a whole number"),
        ("error_rate > 1 for 53 weeks", "a whole number of weeks, 1 to 52"),
        ("error_rate > 1 for 2", "position 21: found the end, expected `weeks`"),
        ("error_rate > 1 for 2 days", "position 22: found 'days', expected `weeks`"),
        ("error_rate > 1 for 2 weeks and runs > 1", "position 28: found 'and', expected"),
        ("error_rate = 1", "position 12: found '=', expected a measure, one of > >= < <= =="),
        ("error_rate != 1", "position 12: found '!'"),
        ("0 < error_rate", "position 1: found '0', expected a measure"),
        ("0 < error_rate < 1", "position 1: found '0', expected a measure"),
        ("for > 1", "position 1: found 'for', expected"),
        ("error_rate > " + "9" * 500, "position 14: found '999"),
        ("error_rate > ٣", "position 14: found '٣'"),
    ],
)
def test_a_fault_is_named_with_its_place(text: str, message: str) -> None:
    """The position, what stands there, and what is allowed there."""
    error = check_trigger(text, MEASURES)
    assert error is not None
    assert message in error


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('touch /tmp/x')",
        "error_rate > 1; drop table kpi",
        "error_rate > (select 1)",
        "error_rate > 1 -- and more",
        "error_rate.__class__ > 1",
        "lambda: 1",
        "error_rate > 1\x00",
        "(" * 5000 + "error_rate > 1" + ")" * 5000,
        "(" * 21 + "error_rate > 1" + ")" * 21,
        "error_rate > 1 or " * 400 + "error_rate > 1",
    ],
)
def test_code_and_monsters_are_refused(text: str) -> None:
    """Python, SQL, deep brackets and endless text are errors like others."""
    with pytest.raises(TriggerRefused):
        parse_trigger(text, MEASURES)


PIECES = st.sampled_from(
    [*MEASURES, *("and", "or", "for", "week", "weeks", "(", ")", ">", ">=", "==", "%", "2", "0.5")]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map(" ".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text ends in another error than the refusal."""
    error = check_trigger(text, MEASURES)
    assert error is None or error.startswith("position ")


COMPARISONS = st.builds(
    Comparison,
    st.sampled_from(MEASURES),
    st.sampled_from([">", ">=", "<", "<=", "=="]),
    st.decimals(min_value=-1000, max_value=1000, places=3).map(Fraction),
)
CONDITIONS = st.recursive(
    COMPARISONS,
    lambda parts: st.one_of(
        st.lists(parts, min_size=2, max_size=3).map(lambda found: AllOf(tuple(found))),
        st.lists(parts, min_size=2, max_size=3).map(lambda found: AnyOf(tuple(found))),
    ),
    max_leaves=6,
)


def written(condition: Condition) -> str:
    if isinstance(condition, Comparison):
        return f"{condition.measure} {condition.operator} {float(condition.threshold):.3f}"
    word = " and " if isinstance(condition, AllOf) else " or "
    return word.join(f"({written(part)})" for part in condition.parts)


@given(CONDITIONS, st.integers(1, 52))
def test_a_condition_that_is_written_down_is_read_back(condition: Condition, weeks: int) -> None:
    """Every condition there can be has a text, and the text says that condition."""
    text = f"({written(condition)}) for {weeks} weeks"
    assert parse_trigger(text, MEASURES) == Trigger(condition, weeks)
