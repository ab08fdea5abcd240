"""Tells the three reports apart by their header, wherever in the file it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assets.lib.ingestion.connector import UnreadableExport
from assets.lib.ingestion.text import TextFile, read_head

SHOWN_HEADERS = 12


@dataclass(frozen=True)
class Report:
    """A report and the headers by which it is known; `by_campaign` where a row is a campaign's."""

    title: str
    headers: tuple[str, ...]
    by_campaign: bool = True


@dataclass(frozen=True)
class Layout:
    """Which report a file is, how its fields are parted, and where its header stands."""

    report: Report
    text: TextFile
    header: list[str]
    header_row: int


CHANGE_HISTORY = Report(
    "change history", ("Date & time", "User", "Campaign", "Changes"), by_campaign=False
)
DAILY_REPORT = Report("daily report", ("Campaign", "Day"))
CAMPAIGN_REPORT = Report("campaign report", ("Campaign status", "Campaign"))

# A campaign report with a Day is a daily one, so the daily report is tried first.
REPORTS = (CHANGE_HISTORY, DAILY_REPORT, CAMPAIGN_REPORT)

# Not every campaign has these, so that their rows don't add up to the campaigns.
PARTS_OF_A_CAMPAIGN = (
    "Ad group",
    "Asset group",
    "Keyword",
    "Search keyword",
    "Search term",
    "Ad ID",
)


def find_layout(text: TextFile) -> Layout:
    """Return the layout of the first record that is the header of a report.

    Raises UnreadableExport where there is none, or where the report is not by campaign.
    """
    heads = []
    # A change history in tabs can hold more commas than tabs, so both ways are tried.
    for candidate in (text, replace(text, delimiter="," if text.delimiter == "\t" else "\t")):
        head = [[field.strip() for field in row] for row in read_head(candidate)]
        heads.append(head)
        for number, header in enumerate(head, start=1):
            report = _report_of(header)
            if report:
                _refuse_parts(report, header)
                return Layout(report, candidate, header, number)
    raise UnreadableExport(_not_one_of_the_three(heads[0]))


def _report_of(header: list[str]) -> Report | None:
    return next((r for r in REPORTS if set(r.headers) <= set(header)), None)


def _refuse_parts(report: Report, header: list[str]) -> None:
    part = next((name for name in PARTS_OF_A_CAMPAIGN if name in header), None)
    if report.by_campaign and part:
        raise UnreadableExport(
            f"a {report.title} by {part!r}, and such rows don't add up to the campaigns; "
            f"download it without the column {part!r}"
        )


def _not_one_of_the_three(head: list[list[str]]) -> str:
    widest = max(head, key=len, default=[])
    shown = ", ".join(widest[:SHOWN_HEADERS]) + (", ..." if len(widest) > SHOWN_HEADERS else "")
    known = "; ".join(f"{r.title} ({', '.join(r.headers)})" for r in reversed(REPORTS))
    return (
        f"the header found ({shown}) is of none of the three reports that are read: {known}; "
        "download one of them, with Google Ads set to English"
    )
