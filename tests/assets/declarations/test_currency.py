"""Rates lead from one currency to the reporting currency, one at a time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assets.declarations.currency.model import CurrencyFile
from tests.assets.lib.organisation.declaring import errors_in, read

RATE = "{currency: USD, from: 2026-01-01, rate: 0.92}"


def test_rates_are_read_with_their_days(tmp_path: Path) -> None:
    """The rate of a currency may change as often as somebody writes it down."""
    later = "{currency: USD, from: 2026-02-01, rate: 0.9}"
    text = f"reporting_currency: EUR\nrates:\n  - {RATE}\n  - {later}\n"
    assert errors_in(tmp_path, {"currency.yml": text}) == []
    rates = read(tmp_path)[CurrencyFile].rates
    assert [(r.from_, r.rate) for r in rates] == [
        (date(2026, 1, 1), 0.92),
        (date(2026, 2, 1), 0.9),
    ]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (
            f"rates:\n  - {RATE}\n",
            "currency.yml:1: rates: they lead nowhere without reporting_currency; declare it",
        ),
        (
            f"reporting_currency: USD\nrates:\n  - {RATE}\n",
            "currency.yml:3: rates.0.currency: it is the reporting currency, whose rate is 1",
        ),
        (
            f"reporting_currency: EUR\nrates:\n  - {RATE}\n  - {RATE}\n",
            "currency.yml:4: rates.1.from: USD has a rate from 2026-01-01 on already",
        ),
        (
            "reporting_currency: EUR\nrates:\n  - {currency: USD, from: 2026-01-01, rate: 0}\n",
            "currency.yml:3: rates.0.rate: Input should be greater than 0",
        ),
    ],
    ids=["no reporting currency", "the reporting currency", "twice", "nothing"],
)
def test_a_rate_that_leads_nowhere_is_refused(tmp_path: Path, text: str, error: str) -> None:
    """With the line, and what is wrong with it."""
    [said] = errors_in(tmp_path, {"currency.yml": text})
    place, reason = error.rsplit(": ", maxsplit=1)
    assert said.startswith(place)
    assert said.endswith(reason)
