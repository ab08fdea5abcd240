"""The page on data health: checks, files, columns, sums, quarantine, skipped records."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from dashboard.lib import theme
from dashboard.lib.columns import day_column, flag_column, number_column, text_column, time_column
from dashboard.lib.components import MetricCard, section, show_html, show_metric_cards, show_table
from dashboard.lib.formats import NumberFormat, format_instant, format_value
from dashboard.lib.page_shell import current_snapshot
from dashboard.lib.pages import Page
from dashboard.lib.records import Info, read_info
from dashboard.lib.snapshot import Snapshot
from dashboard.lib.wording import describe_checks

_MOST_ROWS = 5000

CHECK_COLUMNS: dict[str, Any] = {
    "passed": flag_column("Passed"),
    "severity": "Severity",
    "check_name": text_column("Check", "medium"),
    "asset": text_column("Asset", "medium"),
    "failing_rows": "Failing rows",
    "detail": text_column("Found", "large"),
    "description": text_column("What it checks", "large"),
}
FILE_COLUMNS: dict[str, Any] = {
    "status": "Status",
    "presence": "In landing",
    "path": text_column("File", "large"),
    "account": "Account",
    "records_read": number_column("Read"),
    "records_loaded": number_column("Loaded"),
    "records_quarantined": number_column("Quarantined"),
    "records_skipped": number_column("Skipped"),
    "rows_loaded": number_column("Rows loaded"),
    "exported_local_at": time_column("Exported"),
    "ingested_local_at": time_column("Ingested"),
    "reason": text_column("Why not loaded", "large"),
    "notes": text_column("Notes", "medium"),
}
DRIFT_COLUMNS: dict[str, Any] = {
    "is_open": flag_column("Warned of"),
    "column_name": text_column("Column", "medium"),
    "change": "Change",
    "kind_before": "Kind before",
    "kind_after": "Kind now",
    "is_read": flag_column("Read"),
    "connector": "Connector",
    "account": "Account",
    "report": text_column("Report", "small"),
    "newer_file": text_column("File", "large"),
    "older_file": text_column("Compared with", "medium"),
    "seen_local_at": time_column("Exported"),
}
REMAINDER_COLUMNS: dict[str, Any] = {
    "is_above_tolerance": flag_column("Above tolerance"),
    "source": "Connector",
    "account": "Account",
    "week_start": day_column("Week of"),
    "measure": "Measure",
    "currency": "Currency",
    "campaign_total": number_column("Campaigns"),
    "ad_total": number_column("Their ads"),
    "unattributed": number_column("In no ad"),
    "excess": number_column("In ads alone"),
    "compared_days": "Days",
    "has_newer_ads": flag_column("Ads are newer"),
}
REMAINDER_DAY_COLUMNS: dict[str, Any] = {
    "source": "Connector",
    "account": "Account",
    "campaign_key": text_column("Campaign", "medium"),
    "day": day_column("Day"),
    "measure": "Measure",
    "currency": "Currency",
    "campaign_total": number_column("Campaign"),
    "ad_total": number_column("Its ads"),
    "remainder": number_column("Remainder"),
    "campaign_file": text_column("Report by campaign", "medium"),
    "ad_file": text_column("Report by ad", "medium"),
    "is_ad_file_newer": flag_column("Ads are newer"),
}
RULE_COLUMNS: dict[str, Any] = {
    "connector": "Connector",
    "stream": "Stream",
    "column_name": "Column",
    "rule": text_column("Rule", "large"),
    "validation_errors": number_column("Validation errors"),
    "waiting": number_column("Waiting"),
    "files": number_column("Files"),
    "example": text_column("For example", "medium"),
}
ROW_COLUMNS: dict[str, Any] = {
    "path": text_column("File", "large"),
    "row_number": "Row",
    "stream": "Stream",
    "column_name": "Column",
    "rule": text_column("Rule", "large"),
    "value": text_column("Value", "medium"),
    "resolution": text_column("State", "medium"),
}
AMOUNT_COLUMNS: dict[str, Any] = {
    "stream": "Stream",
    "currency": "Currency",
    "first_day": day_column("From"),
    "last_day": day_column("Until"),
    "records": number_column("Records"),
    "amount": number_column("Amount"),
}
SKIPPED_COLUMNS: dict[str, Any] = {
    "connector": "Connector",
    "reason": text_column("Reason", "large"),
    "records": number_column("Records"),
    "files": number_column("Files"),
}


def show() -> None:
    """Show the page."""
    snapshot = current_snapshot()
    info = read_info(snapshot)
    show_head(info)
    show_totals(snapshot)
    show_checks(snapshot)
    show_unconverted_amounts(snapshot)
    with section("Files", "Every landed file and its state."):
        files = snapshot.ask("health/files", timezone=info.timezone)
        show_table(files, FILE_COLUMNS, "files", most=8)
    show_drift(snapshot, info.timezone)
    show_remainders(snapshot)
    show_quarantine(snapshot)
    with section("Skipped records", "Records without data: preambles, totals, drafts."):
        skipped = snapshot.ask("health/skipped_records")
        if skipped.is_empty():
            show_html('<div class="fs-legend">No record was skipped.</div>')
        else:
            show_table(skipped, SKIPPED_COLUMNS, "skipped")


def show_head(info: Info) -> None:
    """Show which snapshot this is about."""
    published = format_instant(info.published_at, info.timezone)
    show_html(
        '<div class="fs-head"><h1>Data health</h1>'
        f'<div class="fs-aside">Published {published} ({escape(info.timezone)})</div></div>'
    )


def show_totals(snapshot: Snapshot) -> None:
    """Show that what was read is loaded, quarantined or skipped."""
    [totals] = snapshot.ask("health/ingestion_totals").to_dicts()

    def card(label: str, name: str, note: str, color: str = theme.INK) -> MetricCard:
        return MetricCard(label, format_value(totals[name], NumberFormat.COUNT), note, color)

    failed = theme.ATTENTION if totals["failed_files"] else theme.INK
    show_metric_cards(
        [
            card("Files", "files", f"{totals['duplicate_files']:,} of them duplicates"),
            card("Failed", "failed_files", "files", failed),
            card("Records read", "records_read", "loaded, quarantined or skipped"),
            card("Loaded", "records_loaded", "records"),
            card("Quarantined", "records_quarantined", "records that break a rule"),
            card("Skipped", "records_skipped", "records without data"),
        ]
    )


def show_checks(snapshot: Snapshot) -> None:
    """Show every check, failures first."""
    with section("Checks"):
        checks = snapshot.ask("health/checks")
        text, tone = describe_checks(checks)
        show_html(f'<div class="{tone}">{escape(text)}</div>')
        if not checks.is_empty():
            show_table(checks, CHECK_COLUMNS, "checks", most=8)


def show_unconverted_amounts(snapshot: Snapshot) -> None:
    """Show which costs lack a rate, where there are any."""
    amounts = snapshot.ask("health/unconverted_amounts")
    if amounts.is_empty():
        return
    wanted = amounts["reporting_currency"][0]
    note = f"Costs that stay in their own currency: currency.yml has no rate to {wanted} for them."
    with section("Costs without a rate", note):
        show_table(amounts.drop("reporting_currency"), AMOUNT_COLUMNS, "unconverted_amounts")


def show_drift(snapshot: Snapshot, timezone: str) -> None:
    """Show what changed in the columns of reports, what is still warned of first."""
    note = (
        "Columns that a report gained, lost, or has in another kind than the file before. "
        "A renamed column is one gone and one added. JSON and XML are not compared."
    )
    with section("Columns", note):
        drift = snapshot.ask("health/schema_drift", timezone=timezone)
        if drift.is_empty():
            show_html('<div class="fs-legend">Every report has the columns it had before.</div>')
        else:
            show_table(drift, DRIFT_COLUMNS, "schema_drift", most=8)


def show_remainders(snapshot: Snapshot) -> None:
    """Show what ads don't add up to of their campaigns, by week, then by campaign and day."""
    note = (
        "Where an account has reports by campaign and by ad of the same days, the campaigns' own "
        "totals count. What is in no ad, or in ads alone, is named here."
    )
    with section("Campaigns and their ads", note):
        weeks = snapshot.ask("health/ad_remainder_weeks")
        if weeks.is_empty():
            none = "No account has both a report by campaign and one by ad of the same day."
            show_html(f'<div class="fs-legend">{none}</div>')
            return
        show_table(weeks, REMAINDER_COLUMNS, "ad_remainder_weeks", most=8)
        days = snapshot.ask("health/ad_remainder_days", most_rows=_MOST_ROWS)
        if not days.is_empty():
            with st.expander("By campaign and day"):
                show_table(days, REMAINDER_DAY_COLUMNS, "ad_remainder_days")


def show_quarantine(snapshot: Snapshot) -> None:
    """Show broken rules by frequency, then row by row."""
    note = "Rows that break their contract are rejected, and can be replayed after a fix."
    with section("Quarantine", note):
        rules = snapshot.ask("health/quarantine_rules")
        if rules.is_empty():
            show_html('<div class="fs-legend">No row is in quarantine.</div>')
            return
        show_table(rules, RULE_COLUMNS, "quarantine_rules")
        with st.expander("Row by row"):
            rows = snapshot.ask("health/quarantined_values", most_rows=_MOST_ROWS)
            if len(rows) == _MOST_ROWS:
                show_html(f'<div class="fs-legend">The first {_MOST_ROWS:,} values.</div>')
            show_table(rows, ROW_COLUMNS, "quarantine_rows")


PAGE = Page("Data health", "data_health", 260, show)
