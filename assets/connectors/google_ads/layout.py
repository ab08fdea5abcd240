"""Tells the downloads apart by their header, wherever in the file it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assets.connectors.google_ads.objects import OTHER_REPORTS, WITHOUT_CAMPAIGNS
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
EDITOR = Report(
    "campaigns of Google Ads Editor",
    ("Campaign", "Campaign Type", "Networks", "Campaign Status"),
    by_campaign=False,
)

# The first that matches counts: a campaign report with a Day is a daily one, and the headers of
# Editor differ from those of a campaign report by its networks.
REPORTS = (CHANGE_HISTORY, DAILY_REPORT, EDITOR, CAMPAIGN_REPORT)

KNOWN_HEADERS = frozenset(
    (
        *(header for report in REPORTS for header in report.headers),
        *("Campaign ID", "Campaign type", "Currency code", "Ad group", "Start date", "End date"),
        *("Budget", "Budget name", "Budget type", "Status", "Status reasons", "Bid strategy type"),
        *("Optimization score", "Optimisation score", "Impr.", "Clicks", "CTR", "Cost"),
        *("Avg. CPC", "Avg. CPM", "Conversions", "Conv. rate", "Conv. value", "Cost / conv."),
        *("Conv. value / cost", "Interactions", "Interaction rate", "Avg. cost"),
        *("Labels", "Networks", "Languages", "Bid Strategy Name", "Target CPA", "Target ROAS"),
        *("Ad Schedule", "Ad rotation", "Delivery method", "Targeting method", "Exclusion method"),
        *(
            "Tracking template",
            "Final URL suffix",
            "Custom parameters",
            "Max CPC",
            "Ad Group Status",
        ),
    )
)
"""Headers by which a file is recognised, whether or not they are read."""


def find_layout(text: TextFile) -> Layout:
    """Return the layout of the first record that is the header of a report.

    Raises UnreadableExport where there is none, or where the report is not by campaign.
    """
    header = find_header(text, lambda keys: report_of(keys) is not None, preamble=True)
    report = report_of(frozenset(header.keys)) if header else None
    if header is None or report is None:
        _refuse_other_reports(text)
        raise UnreadableExport(_not_one_of_the_three(text))
    if report.by_campaign:
        OTHER_REPORTS.refuse(header.keys)
    return Layout(report, header)


def report_of(keys: frozenset[str]) -> Report | None:
    """Return the report that has these headers, None where it is none of those that are read."""
    return next((report for report in REPORTS if report.keys <= keys), None)


def _refuse_other_reports(text: TextFile) -> None:
    """The widest of the first records is the header, below a preamble of one field a line."""
    for delimiter in text.delimiters:
        head = read_head(replace(text, delimiter=delimiter))
        widest = max(head, key=lambda record: len(record.fields))
        WITHOUT_CAMPAIGNS.refuse(widest.fields)


def _not_one_of_the_three(text: TextFile) -> str:
    widest = max(read_head(text), key=lambda record: len(record.fields))
    headers = {header for report in REPORTS for header in report.headers}
    known = "; ".join(f"{r.title} ({', '.join(r.headers)})" for r in reversed(REPORTS))
    return (
        f"no header of a report that is read: {known}; "
        f"{describe_headers(widest, headers)}; "
        "download one of them, with Google Ads set to English"
    )
