"""Everything that calls for people, the most urgent first, with what to do about it."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboard.lib.components import section, show_html
from dashboard.lib.page_shell import current_snapshot, show_title
from dashboard.lib.pages import Page
from dashboard.lib.records import read_info
from dashboard.sections.attention import draw_calls

_URGENCIES = {
    "act": ("To act on", "Beyond a limit now."),
    "decide": ("To decide", "A choice that is due."),
    "watch": ("To watch", "Not due yet, or waiting for a fix of the data."),
}


def show() -> None:
    """Show the page."""
    snapshot = current_snapshot()
    show_title(
        "Attention",
        "What the numbers, the plan and the agents ask of people, in the order of urgency.",
        read_info(snapshot),
    )
    calls = snapshot.ask("attention/calls").to_dicts()
    if not calls:
        show_html('<div class="fs-legend">Nothing calls for people.</div>')
        return
    for urgency, (title, note) in _URGENCIES.items():
        of_urgency = [call for call in calls if call["urgency"] == urgency]
        if not of_urgency:
            continue
        with section(f"{title} ({len(of_urgency)})", note):
            for name in dict.fromkeys(call["kind_name"] for call in of_urgency):
                of_kind = [call for call in of_urgency if call["kind_name"] == name]
                with st.container(key=f"kind-{name}", gap=None):
                    show_html(f'<div class="fs-captions">{escape(name)}</div>')
                    show_html(draw_calls(of_kind, with_next_step=True))


PAGE = Page("Attention", "attention", 5, show)
