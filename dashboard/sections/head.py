"""The head of the page of a KPI: name, formula, week."""

from __future__ import annotations

from html import escape

from dashboard.lib.components import show_html
from dashboard.lib.formats import format_instant
from dashboard.lib.kpis import Kpi
from dashboard.lib.records import Info
from dashboard.lib.wording import describe_caveats, describe_week


def show(kpi: Kpi, info: Info) -> None:
    """Show name, formula and the week that the page is about."""
    as_of = format_instant(info.as_of, info.timezone) if info.as_of else "no event yet"
    pills = "".join(
        f' <span class="fs-pill">{escape(caveat)}</span>'
        for caveat in describe_caveats(kpi.headline, kpi.definition)
    )
    show_html(
        f'<div class="fs-head"><div class="fs-title" style="--kpi:{kpi.presentation.color}">'
        f"<h1>{escape(kpi.definition.name)}</h1>"
        f'<p class="fs-formula">{escape(kpi.definition.formula)}.</p></div>'
        f'<div class="fs-aside">{escape(describe_week(info))}{pills}<br>'
        f"Data as of {escape(as_of)}</div></div>"
    )
