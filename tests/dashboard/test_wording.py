"""What a headline says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from dashboard.lib.formats import NumberFormat
from dashboard.lib.records import Headline
from dashboard.lib.wording import describe_change, describe_checks, describe_target

HEADLINE = Headline(
    kpi_id="campaign_iteration_velocity",
    week_start=date(2026, 7, 27),
    value=4.91,
    numerator=108,
    denominator=22,
    is_maturing=False,
    is_small_n=False,
    complete_without=None,
    previous_value=4.86,
    change=0.05,
    change_share=0.0103,
    baseline_value=1.08,
    baseline_weeks=8,
    recent_weeks=4,
    multiple=4.4,
    target_value=4.23,
    final_target_value=5.0,
    target_until=date(2026, 8, 31),
    target_gap=0.68,
    replaced_value=63.4,
    replaced_change=17.2,
)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "0.68 above the path"),
        ({"target_gap": -0.03}, "0.03 below the path"),
        ({"target_gap": 0.001}, "on the path"),
        ({"target_gap": None, "is_maturing": True}, "maturing: not compared yet"),
        ({"target_gap": None, "is_small_n": True}, "small n: not compared"),
        ({"target_gap": None, "value": None}, "no value to compare"),
        ({"target_gap": None, "target_value": None}, "no target declared"),
        ({"complete_without": "jira/default"}, "without jira/default: not compared"),
    ],
)
def test_the_state_against_the_target(changes: dict[str, float | str | None], text: str) -> None:
    """Above, below or on the path; or why it is not compared."""
    headline = replace(HEADLINE, **changes)  # type: ignore[arg-type]
    assert describe_target(headline, NumberFormat.RATE).text == text


def test_the_change_of_a_share_has_no_percentage_of_a_percentage() -> None:
    """Points are enough."""
    assert describe_change(HEADLINE, NumberFormat.RATE) == "↑ +0.05 (+1%)"
    assert describe_change(HEADLINE, NumberFormat.SHARE) == "↑ +5.0 points"


@pytest.mark.parametrize(
    ("failed", "line"),
    [
        ([], ("3 checks passed", "")),
        ([("a", "warn")], ("2 of 3 checks passed, 1 warning", "fs-warned")),
        (
            [("b", "warn"), ("a", "error")],
            ("1 of 3 checks passed; failed: a", "fs-failed"),
        ),
    ],
)
def test_the_line_about_checks(failed: list[tuple[str, str]], line: tuple[str, str]) -> None:
    """It is quiet when all passed, counts warnings, and names what failed."""
    checks = [(name, severity, False) for name, severity in failed]
    checks += [("c", "error", True)] * (3 - len(checks))
    frame = pl.DataFrame(checks, schema=["check_name", "severity", "passed"], orient="row")
    assert describe_checks(frame) == line
