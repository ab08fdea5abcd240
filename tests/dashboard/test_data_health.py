"""The page on data health: checks, files, quarantine, and what the exports lack."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.views import (
    data_health,
)
from tests.dashboard.conftest import (
    read_text,
    run_page,
)
from tests.dashboard.snapshots import change


@pytest.mark.usefixtures("published")
def test_data_health() -> None:
    """Totals add up on screen, and every list is there."""
    page = run_page(data_health.show)
    text = read_text(page)
    assert not page.exception
    for number in ("1,010", "1,000", "7", "3"):
        assert f">{number}<" in text
    assert len(page.dataframe) == 5
    assert "Every report has the columns it had before." in text
    assert "No account has both a report by campaign and one by ad of the same day." in text


def test_changed_columns_are_on_the_page_on_data_health(published: Path) -> None:
    """What is still warned of stands first, with its kinds and the file it was held against."""
    change(
        published,
        "insert into schema_drift values "
        "(1, 'contacts', 'old', 'hubspot', 'default', 'b.csv', 'added', null, 'text', false, "
        "'a.csv', '2026-07-27', false), "
        "(2, 'contacts', 'amount', 'hubspot', 'default', 'c.csv', 'gone', 'number', null, true, "
        "'b.csv', '2026-07-20', true)",
    )
    page = run_page(data_health.show)
    assert not page.exception
    [shown] = [d.value for d in page.dataframe if "kind_before" in d.value.columns]
    assert list(shown["column_name"]) == ["amount", "old"]


def test_what_ads_leave_of_their_campaigns_is_on_the_page_on_data_health(published: Path) -> None:
    """By week, what is warned of first, and below it by campaign and day."""
    change(
        published,
        "insert into ad_remainder_weekly values "
        "('meta_ads', 'default', '2026-07-27', 'clicks', 'clicks', 7, 2, 90, 90, 0, 0, 0, false, "
        "false, false), "
        "('meta_ads', 'default', '2026-07-20', 'cost', 'EUR', 7, 2, 100, 80, 20, 20, 0, true, "
        "true, true); "
        "insert into ad_remainder values ('meta_ads:default:1', '2026-07-21', 'cost', 'meta_ads', "
        "'default', '2026-07-20', 'EUR', 100, 80, 20, 'a.csv', 'b.csv', true)",
    )
    page = run_page(data_health.show)
    assert not page.exception
    [by_week] = [d.value for d in page.dataframe if "unattributed" in d.value.columns]
    [by_day] = [d.value for d in page.dataframe if "remainder" in d.value.columns]
    assert list(by_week["measure"]) == ["cost", "clicks"]
    assert list(by_day["remainder"]) == [20.0]


def test_costs_without_a_rate_are_on_the_page_on_data_health(published: Path) -> None:
    """By currency, with the currency that they can't be converted into."""
    change(
        published,
        "insert into unconverted_amount by name select 'agent_runs' as stream, 'JPY' as currency, "
        "'EUR' as reporting_currency, date '2026-03-02' as first_day, "
        "date '2026-03-09' as last_day, 2 as records, 3000.0 as amount",
    )
    page = run_page(data_health.show)
    assert not page.exception
    text = read_text(page)
    assert "<h2>Costs without a rate</h2>" in text
    assert "no rate to EUR" in text
