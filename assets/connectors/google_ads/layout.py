"""Tells the three reports apart by their header, wherever in the file it stands."""

from __future__ import annotations

from dataclasses import dataclass

from assets.lib.ingestion.connector import UnreadableExport
from assets.lib.ingestion.headers import Header, describe_headers, find_header, header_key
from assets.lib.ingestion.text import TextFile, read_head


@dataclass(frozen=True)
class Report:
    """A report and the headers by which it is known; `by_campaign` where a row is a campaign's."""

    title: str
    headers: tuple[str, ...]
    by_campaign: bool = True

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(header_key(header) for header in self.headers)


@dataclass(frozen=True)
class Layout:
    """Which report a file is, and its header."""

    report: Report
    header: Header


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
    header = find_header(text, lambda keys: _report_of(keys) is not None, preamble=True)
    report = _report_of(frozenset(header.keys)) if header else None
    if header is None or report is None:
        raise UnreadableExport(_not_one_of_the_three(text))
    _refuse_parts(report, header)
    return Layout(report, header)


def _report_of(keys: frozenset[str]) -> Report | None:
    return next((report for report in REPORTS if report.keys <= keys), None)


def _refuse_parts(report: Report, header: Header) -> None:
    part = next((name for name in PARTS_OF_A_CAMPAIGN if header_key(name) in header.keys), None)
    if report.by_campaign and part:
        raise UnreadableExport(
            f"a {report.title} by {part!r}, and such rows don't add up to the campaigns; "
            f"download it without the column {part!r}"
        )


def _not_one_of_the_three(text: TextFile) -> str:
    widest = max(read_head(text), key=lambda record: len(record.fields))
    headers = {header for report in REPORTS for header in (*report.headers, *PARTS_OF_A_CAMPAIGN)}
    known = "; ".join(f"{r.title} ({', '.join(r.headers)})" for r in reversed(REPORTS))
    return (
        f"no header of one of the three reports that are read: {known}; "
        f"{describe_headers(widest, headers)}; "
        "download one of them, with Google Ads set to English"
    )
