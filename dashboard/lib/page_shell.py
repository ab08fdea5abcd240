"""What surrounds every page: style, alerts about the last run, head, and new snapshots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from assets.snapshot.query import NotInSnapshot
from assets.snapshot.reader import LastRun
from dashboard.lib import theme
from dashboard.lib.components import show_alert, show_html, show_no_week, show_older_snapshot
from dashboard.lib.formats import format_instant
from dashboard.lib.records import Info, read_info
from dashboard.lib.snapshot import Snapshot, SnapshotLost, SnapshotReplaced
from dashboard.lib.state import State, read_state
from dashboard.lib.wording import describe_week

_MOST_REASONS = 5


def show(page: Callable[[], None]) -> None:
    """Show a page of the published snapshot, or why there is none."""
    st.html(f"<style>{theme.read_style_sheet()}</style>")
    state = read_state()
    follow(state.fingerprint)
    if state.damage:
        show_alert(theme.ATTENTION, "What is published can't be read.", state.damage)
        return
    if state.published is None:
        show_nothing_published(state)
        return
    try:
        show_alerts(state)
        page()
    except NotInSnapshot:
        show_older_snapshot()
    except SnapshotReplaced:
        st.rerun()
    except SnapshotLost as error:
        show_alert(
            theme.ATTENTION,
            "The published snapshot can't be opened.",
            f"The next run that passes its checks publishes a new one. {error}",
        )


def current_snapshot() -> Snapshot:
    """Return the published snapshot; pages are only shown while there is one."""
    state = read_state()
    assert state.published is not None
    return Snapshot(str(state.folder), state.published.file)


@dataclass(frozen=True)
class PageInput:
    """What a page reads; `week` is the last complete one."""

    snapshot: Snapshot
    info: Info
    week: date


def begin_page(title: str, subtitle: str) -> PageInput | None:
    """Show the head of a page; return what it reads, or None where no week is complete yet."""
    snapshot = current_snapshot()
    info = read_info(snapshot)
    show_title(title, subtitle, info)
    if info.last_complete_week is None:
        show_no_week()
        return None
    return PageInput(snapshot, info, info.last_complete_week)


def show_title(title: str, subtitle: str, info: Info) -> None:
    """Show what the page is about, and for which week."""
    show_html(
        f'<div class="fs-head"><div><h1>{escape(title)}</h1>'
        f'<p class="fs-formula">{escape(subtitle)}</p></div>'
        f'<div class="fs-aside">{escape(describe_week(info))}</div></div>'
    )


@st.fragment(run_every="60s")
def follow(shown: tuple[str | None, str | None]) -> None:
    """Rerun a page that stays open as soon as a run has ended."""
    if read_state().fingerprint != shown:
        st.rerun()


def show_alerts(state: State) -> None:
    """Alert where the newest data is not shown, or where the data is old."""
    assert state.published is not None
    timezone = _timezone(state)
    if state.unpublished_run:
        shown = format_instant(state.published.published_at, timezone)
        show_alert(
            theme.ATTENTION,
            _unpublished_title(state.unpublished_run, timezone),
            f"This page shows what was published on {shown}.",
            _shorten(state.unpublished_run.reasons),
        )
    elif state.is_stale and state.published.as_of:
        as_of = format_instant(state.published.as_of, timezone)
        days = (state.now - state.published.as_of).days
        show_alert(
            theme.CAUTION,
            f"Data as of {as_of}.",
            f"Nothing newer has been ingested for {days} days.",
        )


def show_nothing_published(state: State) -> None:
    """Explain how to publish a first snapshot, and how the last run ended."""
    if state.unpublished_run:
        run = state.unpublished_run
        show_alert(theme.ATTENTION, _unpublished_title(run, "UTC"), "", _shorten(run.reasons))
    show_html(
        '<div class="fs-empty"><h1>Nothing is published yet</h1>'
        "<p>Put exports into <code>landing/&lt;connector&gt;/</code> below "
        f"{escape(str(state.folder.parent))}, then compute, check and publish:</p>"
        "<code>fullscore run</code><p>Without data of your own: "
        "<code>fullscore run --demo-if-empty</code></p></div>"
    )


def _unpublished_title(run: LastRun, timezone: str) -> str:
    ended = format_instant(run.ended_at, timezone)
    if run.state == "blocked":
        return f"The checks blocked the run of {ended}."
    return f"The run of {ended} failed."


def _shorten(reasons: tuple[str, ...]) -> list[str]:
    more = len(reasons) - _MOST_REASONS
    return [*reasons[:_MOST_REASONS], *([f"and {more} more"] if more > 0 else [])]


def _timezone(state: State) -> str:
    assert state.published is not None
    return read_info(Snapshot(str(state.folder), state.published.file)).timezone
