"""Numbers and times in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dashboard.lib.formats import (
    NumberFormat,
    format_change,
    format_day,
    format_full_day,
    format_instant,
    format_multiple,
    format_relative,
    format_segment,
    format_value,
    format_words,
)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1234.0, NumberFormat.COUNT, "1,234"),
        (0.0, NumberFormat.COUNT, "0"),
        (4.905, NumberFormat.RATE, "4.91"),
        (0.4444, NumberFormat.SHARE, "44.4%"),
        (63.44, NumberFormat.HOURS, "63.4 h"),
        (-3.0, NumberFormat.COUNT, "\N{MINUS SIGN}3"),
        (-0.001, NumberFormat.RATE, "0.00"),
        (None, NumberFormat.SHARE, "\N{EN DASH}"),
    ],
)
def test_values(value: float | None, number_format: NumberFormat, text: str) -> None:
    """Each format has its decimals and its unit; nothing is a dash, never a zero."""
    assert format_value(value, number_format) == text


@pytest.mark.parametrize(
    ("change", "number_format", "text"),
    [
        (12.0, NumberFormat.COUNT, "↑ +12"),
        (-0.43, NumberFormat.RATE, "↓ \N{MINUS SIGN}0.43"),
        (0.023, NumberFormat.SHARE, "↑ +2.3 points"),
        (0.01, NumberFormat.SHARE, "↑ +1.0 point"),
        (-4.06, NumberFormat.HOURS, "↓ \N{MINUS SIGN}4.1 h"),
        (0.004, NumberFormat.RATE, "→ 0.00"),
        (None, NumberFormat.COUNT, "\N{EN DASH}"),
    ],
)
def test_changes(change: float | None, number_format: NumberFormat, text: str) -> None:
    """A change has arrow and sign, shares change by points, and what rounds to nothing is level."""
    assert format_change(change, number_format) == text


def test_multiples_and_relative_changes() -> None:
    """A multiple has one decimal, a relative change none."""
    assert [format_multiple(v) for v in (3.44, None)] == ["3.4x", "\N{EN DASH}"]
    assert [format_relative(v) for v in (0.386, -0.12)] == ["+39%", "\N{MINUS SIGN}12%"]


def test_days_and_instants() -> None:
    """A day has no leading zero; an instant is shown in the reporting zone, summer time and all."""
    assert format_day(date(2026, 7, 27)) == "27 Jul"
    assert format_full_day(date(2026, 8, 3)) == "3 August 2026"
    naive = datetime(2026, 8, 2, 23, 30)  # noqa: DTZ001  # the snapshot's times are UTC, without zone
    assert format_instant(naive, "Europe/Berlin") == "Mon 3 Aug 2026, 01:30"
    assert format_instant(naive.replace(tzinfo=UTC)) == "Sun 2 Aug 2026, 23:30"


def test_names_become_words() -> None:
    """A column's name is shown as words."""
    assert format_words("audit_pass_rate") == "Audit pass rate"
    assert format_segment("workflow", "social_media") == "social media"
    assert format_segment("declared_level", "3") == "level 3"
