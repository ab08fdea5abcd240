"""The head of a page of the operating model."""

from __future__ import annotations

from datetime import date
from html import escape

from dashboard.components import show_html, show_no_week
from dashboard.frame import current_snapshot
from dashboard.queries import Snapshot
from dashboard.records import Info, read_info
from dashboard.wording import describe_week


def show_title(title: str, subtitle: str, info: Info) -> None:
    """Show what the page is about, and for which week."""
    show_html(
        f'<div class="fs-head"><div><h1>{escape(title)}</h1>'
        f'<p class="fs-formula">{escape(subtitle)}</p></div>'
        f'<div class="fs-aside">{escape(describe_week(info))}</div></div>'
    )


def begin_page(title: str, subtitle: str) -> tuple[Snapshot, Info, date] | None:
    """Show the head; return what the page reads, or None where no week is complete yet."""
    snapshot = current_snapshot()
    info = read_info(snapshot)
    show_title(title, subtitle, info)
    if info.last_complete_week is None:
        show_no_week()
        return None
    return snapshot, info, info.last_complete_week
