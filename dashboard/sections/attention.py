"""What calls for people, one line each, the most urgent first."""

from __future__ import annotations

from html import escape
from typing import Any

from dashboard.lib import theme
from dashboard.lib.formats import format_day

_TONES = {"act": theme.ATTENTION, "decide": theme.CAUTION, "watch": theme.FAINT}
_TODAY = "since today"


def draw_calls(calls: list[dict[str, Any]], *, with_next_step: bool = False) -> str:
    """Return the markup of a list of calls; each links to the page that shows more."""
    lines = (_draw_call(call, with_next_step=with_next_step) for call in calls)
    return f'<ul class="fs-calls">{"".join(lines)}</ul>'


def _draw_call(call: dict[str, Any], *, with_next_step: bool) -> str:
    next_step = f"<p>Next: {escape(call['next_step'])}</p>" if with_next_step else ""
    about = " \N{MIDDLE DOT} ".join(
        escape(part) for part in (call["owned_by"], _age(call)) if part is not None
    )
    return (
        f'<li style="--tone:{_TONES[call["urgency"]]}"><span class="fs-dot"></span>'
        f'<span class="fs-urgency">{escape(call["urgency"])}</span>'
        f'<div><a href="{escape(call["page"], quote=True)}" target="_self">'
        f"{escape(call['headline'])}</a>"
        f"<p>{escape(call['evidence'] or '')}</p>{next_step}</div>"
        f'<span class="fs-about">{about}</span></li>'
    )


def _age(call: dict[str, Any]) -> str | None:
    if call["age_days"] is None:
        return None
    if call["age_days"] == 0:
        return _TODAY
    days = "1 day" if call["age_days"] == 1 else f"{call['age_days']:,} days"
    return f"for {days}, since {format_day(call['since_on'])}"
