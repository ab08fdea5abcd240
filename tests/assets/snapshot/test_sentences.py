"""The sentences that pages and commands share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from assets.snapshot.sentences import (
    Verdict,
    WaitingWeek,
    describe_proposal,
    describe_verdict,
    describe_waiting,
)

STABLE = Verdict(
    kpi_id="k",
    lower_limit=1.5,
    upper_limit=3,
    rule=None,
    signal_since=None,
    direction=None,
    missing=None,
    base_weeks=20,
    is_widened=False,
    proposed_since=None,
    proposed_weeks=None,
    proposed_side=None,
    proposed_annotation=None,
)
SIGNAL: dict[str, Any] = {
    "rule": "outside",
    "signal_since": date(2026, 3, 2),
    "direction": "worse",
}


def written(value: float) -> str:
    return f"{value:.1f}"


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "No signal; usual is 1.5 to 3.0. The limits stand on 20 weeks."),
        (
            {"lower_limit": -5.0},
            "No signal; usual is up to 3.0. The limits stand on 20 weeks.",
        ),
        (
            {"missing": "maturing", "base_weeks": 8, "is_widened": True},
            (
                "No signal (maturing); usual is 1.5 to 3.0. The limits stand on 8 weeks; being so "
                "few, they are wider."
            ),
        ),
        (
            SIGNAL,
            (
                "A signal since the week of 2 March 2026, worse; usual is 1.5 to 3.0. The limits "
                "stand on 20 weeks."
            ),
        ),
        (
            {"lower_limit": None, "upper_limit": None, "missing": "5 of 8 baseline weeks"},
            "Not enough data: 5 of 8 baseline weeks.",
        ),
    ],
)
def test_a_verdict_says_on_how_many_weeks_it_stands(changes: dict[str, Any], text: str) -> None:
    """Or what is missing for one."""
    assert describe_verdict(replace(STABLE, **changes), written) == text


def test_a_proposal_says_what_speaks_for_it() -> None:
    """Where there is none, nothing is said."""
    moved = replace(
        STABLE, proposed_since=date(2026, 3, 2), proposed_weeks=9, proposed_side="below"
    )
    assert describe_proposal(STABLE) is None
    assert describe_proposal(moved) == (
        "9 weeks in a row lie below the centre, since the week of 2 March 2026. If the process is "
        "another since then, say so in annotations.yml, and its limits begin anew:"
    )


def test_weeks_that_wait_for_the_same_accounts_are_one_sentence() -> None:
    """Whether a week waits or went without them are two."""
    first = date(2026, 3, 2)
    stated = [("", "a/b"), ("", "a/b"), ("", "c/d"), ("c/d", ""), ("c/d, e/f", "")]
    weeks = [
        WaitingWeek("k", first + timedelta(weeks=n), waiting or None, without or None)
        for n, (waiting, without) in enumerate(stated)
    ]
    assert describe_waiting(weeks) == [
        "2 weeks between 2 March 2026 and 9 March 2026 are complete without a/b.",
        "The week of 16 March 2026 is complete without c/d.",
        "The week of 23 March 2026 is not complete and waits for c/d.",
        "The week of 30 March 2026 is not complete and waits for c/d, e/f.",
    ]
    assert describe_waiting([]) == []
