"""Lines around the records are skipped, and may show that the table is another one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assets.lib.ingestion.connector import Batch, Export, UnreadableExport
from assets.lib.ingestion.tables.connector import TableConnector
from assets.lib.ingestion.tables.table import Refused, Remark, Rows, Skip, Stated, Table
from assets.lib.ingestion.tables.values import cell, has_none, number

DAYS = Table(
    title="campaigns by day",
    known_by=(("Starts",), ("Campaign",)),
    rows=(
        Rows("campaign_performance", {"campaign_id": cell("Campaign"), "date": cell("Starts")}),
        Rows(
            "campaigns",
            {
                "campaign_id": cell("ID", "Campaign"),
                "id_is_derived": has_none("ID"),
                "name": cell("Campaign"),
            },
        ),
    ),
    skips=(Skip("total", ("Campaign",), lambda name: name.is_null(), and_empty=(("ID",),)),),
    remarks=(Remark("footer", r"© \d{4} Tool"),),
    period=(("Starts",), ("Ends",)),
    last_day=Stated(r"^Days: \S+ to (?P<day>\S+)$", order="mdy"),
    refused=(Refused("a report by week: choose Day", r"^Grain: Week"),),
    below_preamble=True,
)


class Tool(TableConnector):
    """A tool with lines above and below its records."""

    name = "tool"
    version = 1
    title = "Tool"
    streams = ("campaigns", "campaign_performance")
    tables = (DAYS,)


def export(tmp_path: Path, text: str) -> Export:
    path = tmp_path / "days.csv"
    path.write_text(text, encoding="utf-8")
    return Export(path)


def batch_of(tmp_path: Path, text: str) -> Batch:
    [batch] = Tool().read(export(tmp_path, text))
    return batch


def skips(batch: Batch) -> list[tuple[int, str]]:
    return [(record.row, record.reason) for record in batch.skipped]


def test_a_remark_is_skipped_whatever_its_width(tmp_path: Path) -> None:
    """Spreadsheets fill its record up with empty cells; another narrow record is cut off."""
    rows = "2026-03-02,2026-03-02,A\n2026-03-03,2026-03-03,B\n"
    batch = batch_of(tmp_path, f"Starts,Ends,Campaign\n{rows}© 2026 Tool Ltd\n© 2026 Tool,,\nx\n")
    assert skips(batch) == [(5, "footer"), (4, "footer")]
    assert [error.row for error in batch.errors] == [6]
    assert batch.records == 5


def test_a_record_of_several_days_is_skipped_and_one_of_a_day_is_that_days(tmp_path: Path) -> None:
    """Its numbers would all be those of its first day."""
    text = "Starts,Ends,Campaign\n2026-03-02,2026-03-08,A\n2026-03-02,2026-03-02,B\n"
    batch = batch_of(tmp_path, text)
    assert batch.rows[0].frame["campaign_id"].to_list() == ["B"]
    assert skips(batch) == [(2, "of several days, which is no day: break the report down by day")]


def test_a_total_has_neither_a_name_nor_an_id(tmp_path: Path) -> None:
    """A record without a name alone is a campaign."""
    batch = batch_of(tmp_path, "Starts,Campaign,ID\n2026-03-02,,1\n2026-03-02,,\n")
    assert skips(batch) == [(3, "total")]
    assert batch.rows[1].frame["campaign_id"].to_list() == ["1"]


def test_an_id_is_derived_where_the_record_or_the_file_has_none(tmp_path: Path) -> None:
    """The name then stands for it."""
    batch = batch_of(tmp_path, "Starts,Campaign,ID\n2026-03-02,A,1\n2026-03-02,B,\n")
    assert batch.rows[1].frame["id_is_derived"].to_list() == ["false", "true"]
    batch = batch_of(tmp_path, "Starts,Campaign\n2026-03-02,A\n")
    assert batch.rows[1].frame["id_is_derived"].to_list() == ["true"]


def test_the_last_day_stands_above_the_header(tmp_path: Path) -> None:
    """In the tool's order; a file without such a line, or of another tool, states none."""
    report = "Days: 3/2/2026 to 3/8/2026\n\nStarts,Campaign\n2026-03-02,A\n"
    assert Tool().last_day(export(tmp_path, report)) == date(2026, 3, 8)
    assert Tool().last_day(export(tmp_path, "Starts,Campaign\n2026-03-02,A\n")) is None
    assert Tool().last_day(export(tmp_path, "a,b\n1,2\n")) is None


def test_a_line_above_the_header_may_refuse_the_table(tmp_path: Path) -> None:
    """Weeks are written as their first days, and would be read as days."""
    with pytest.raises(UnreadableExport, match="by week"):
        batch_of(tmp_path, "Grain: Weekly\nStarts,Campaign\n2026-03-02,A\n")


SUMMED = replace(
    DAYS,
    rows=(
        Rows(
            "campaign_performance",
            {"campaign_id": cell("Campaign"), "date": cell("Starts"), "clicks": number("Clicks")},
            summed=("clicks",),
        ),
    ),
    first_day=Stated(r"^Days: (?P<day>\S+) to", order="mdy"),
)


class SummedTool(Tool):
    """A tool whose records are added up."""

    tables = (SUMMED,)


@pytest.mark.parametrize(
    "days",
    [["2026-03-02"], ["2026-03-02", "2026-03-09"], ["2026-03-02", "2026-03-09", "2026-03-23"]],
    ids=["whole", "weeks", "weeks-with-a-gap"],
)
def test_days_that_are_the_first_of_longer_periods_are_refused(
    tmp_path: Path, days: list[str]
) -> None:
    """The tool breaks a report down by week or not at all, and writes the first days alone."""
    records = "".join(f"{day},A,1\n" for day in days)
    report = f"Days: 3/2/2026 to 3/31/2026\n\nStarts,Campaign,Clicks\n{records}"
    with pytest.raises(UnreadableExport, match="break it down by day"):
        list(SummedTool().read(export(tmp_path, report)))


@pytest.mark.parametrize(
    ("until", "days"),
    [
        ("3/2/2026", ["2026-03-02"]),
        ("3/31/2026", ["2026-03-05"]),
        ("3/31/2026", ["2026-03-02", "2026-03-04", "2026-03-20"]),
    ],
    ids=["one-day", "one-day-within", "several"],
)
def test_days_of_a_report_by_day_are_read(tmp_path: Path, until: str, days: list[str]) -> None:
    """Campaigns deliver on some days, and on others not."""
    records = "".join(f"{day},A,1\n" for day in days)
    report = f"Days: 3/2/2026 to {until}\n\nStarts,Campaign,Clicks\n{records}"
    [batch] = SummedTool().read(export(tmp_path, report))
    assert batch.rows[0].frame["date"].to_list() == days
