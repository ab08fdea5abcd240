"""Days of campaigns are replaced within one account alone, and only by files that name it."""

from __future__ import annotations

import pytest

from assets.lib.settings import Settings
from tests.assets.builders import ask, land, stage, statuses, take_in

DAYS = "campaign_id,date,cost\n"


def costs(settings: Settings) -> list[tuple[str, str, float]]:
    stage(settings)
    return ask(
        settings,
        "select account, strftime(day, '%d'), cast(sum(cost) as double) "
        "from staging.stg_campaign_performance group by all order by all",
    )


def test_days_that_name_no_tool_are_refused(settings: Settings) -> None:
    """Two tools in one folder would erase each other's days."""
    for tool, cost in (("linkedin", 30), ("meta", 70)):
        name = f"canonical/campaign_performance.{tool}.2026-03-09.csv"
        land(settings, name, f"{DAYS}c,2026-03-02,{cost}\n")
    results = take_in(settings)
    assert set(statuses(results).values()) == {"failed"}
    assert "add a column account, or put the file into landing/canonical/<tool or account>/" in str(
        results[0].reason
    )


@pytest.mark.parametrize("column", ["account", "source"])
def test_days_of_two_tools_in_a_column_both_count(settings: Settings, column: str) -> None:
    """Later files restate the days of the tools that they name, and no others."""
    header = f"campaign_id,date,cost,{column}\n"
    first = f"{header}c,2026-03-02,30,linkedin\nc,2026-03-02,70,meta\nc,2026-03-03,5,meta\n"
    land(settings, "canonical/campaign_performance.2026-03-09.csv", first)
    land(
        settings,
        "canonical/campaign_performance.2026-03-10.csv",
        f"{header}c,2026-03-02,31,linkedin\n",
    )
    take_in(settings)
    assert costs(settings) == [("linkedin", "02", 31.0), ("meta", "02", 70.0), ("meta", "03", 5.0)]


def test_a_row_without_the_tool_is_quarantined(settings: Settings) -> None:
    """The other rows of the file load; in a folder that names the tool all do."""
    text = "campaign_id,date,cost,account\nc,2026-03-02,30,linkedin\nc,2026-03-02,70,\n"
    land(settings, "canonical/campaign_performance.csv", text)
    land(settings, "canonical/meta/campaign_performance.csv", text + "d,2026-03-02,1,\n")
    results = {result.path: result for result in take_in(settings)}
    assert results["canonical/campaign_performance.csv"].records_quarantined == 1
    assert results["canonical/meta/campaign_performance.csv"].records_quarantined == 0
    assert ("meta", "02", 71.0) in costs(settings)


def test_folders_name_the_tool(settings: Settings) -> None:
    """Days of one folder leave those of the other alone."""
    for tool, cost in (("linkedin", 30), ("meta", 70)):
        name = f"canonical/{tool}/campaign_performance.2026-03-09.csv"
        land(settings, name, f"{DAYS}c,2026-03-02,{cost}\n")
    take_in(settings)
    assert costs(settings) == [("linkedin", "02", 30.0), ("meta", "02", 70.0)]
