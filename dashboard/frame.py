"""What surrounds every page: style, what the last run left, and following new snapshots."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import streamlit as st

from assets.snapshot.reader import LastRun
from dashboard import theme
from dashboard.components import show_html, show_notice, show_older_snapshot
from dashboard.formats import format_instant
from dashboard.queries import NotInSnapshot, Snapshot, SnapshotLost, SnapshotReplaced
from dashboard.records import read_info
from dashboard.state import State, read_state

_MOST_REASONS = 5


def show(page: Callable[[], None]) -> None:
    """Show a page of the published snapshot, or why there is none."""
    st.html(f"<style>{theme.read_style_sheet()}</style>")
    state = read_state()
    follow(state.mark)
    if state.published is None:
        show_nothing_published(state)
        return
    try:
        show_notices(state)
        page()
    except NotInSnapshot:
        show_older_snapshot()
    except SnapshotReplaced:
        st.rerun()
    except SnapshotLost as error:
        show_notice(
            theme.ATTENTION,
            "The published snapshot can't be opened.",
            f"The next run that passes its checks publishes another. {error}",
        )


def current_snapshot() -> Snapshot:
    """Return the published snapshot; pages are only shown while there is one."""
    state = read_state()
    assert state.published is not None
    return Snapshot(str(state.folder), state.published.file)


@st.fragment(run_every="60s")
def follow(mark: tuple[str | None, str | None]) -> None:
    """Show a page that stays open anew as soon as a run has ended."""
    if read_state().mark != mark:
        st.rerun()


def show_notices(state: State) -> None:
    """Say what keeps the newest data from being shown, and how old the shown data is."""
    assert state.published is not None
    timezone = _timezone(state)
    if state.held_back:
        shown = format_instant(state.published.published_at, timezone)
        show_notice(
            theme.ATTENTION,
            _held_back_title(state.held_back, timezone),
            f"Shown is what was published on {shown}.",
            _shorten(state.held_back.reasons),
        )
    elif state.is_stale and state.published.as_of:
        as_of = format_instant(state.published.as_of, timezone)
        days = (state.now - state.published.as_of).days
        show_notice(theme.CAUTION, f"Data as of {as_of}.", f"Nothing newer for {days} days.")


def show_nothing_published(state: State) -> None:
    """Say how to get a first snapshot, and what the last attempt came to."""
    if state.held_back:
        run = state.held_back
        show_notice(theme.ATTENTION, _held_back_title(run, "UTC"), "", _shorten(run.reasons))
    show_html(
        '<div class="fs-empty"><h1>Nothing is published yet</h1>'
        "<p>Put exports into <code>landing/&lt;connector&gt;/</code> below "
        f"{escape(str(state.folder.parent))}, then compute, check and publish:</p>"
        "<code>fullscore run</code><p>Without data of your own: "
        "<code>fullscore run --demo-if-empty</code></p></div>"
    )


def _held_back_title(run: LastRun, timezone: str) -> str:
    ended = format_instant(run.ended_at, timezone)
    if run.state == "blocked":
        return f"The checks held back the run of {ended}."
    return f"The run of {ended} failed."


def _shorten(reasons: tuple[str, ...]) -> list[str]:
    more = len(reasons) - _MOST_REASONS
    return [*reasons[:_MOST_REASONS], *([f"and {more} more"] if more > 0 else [])]


def _timezone(state: State) -> str:
    assert state.published is not None
    return read_info(Snapshot(str(state.folder), state.published.file)).timezone
