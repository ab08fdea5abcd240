"""The section on agent dependency of the page on risks."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Any

import polars as pl

from dashboard.lib.components import section, show_html
from dashboard.lib.formats import NumberFormat, format_share, format_value, format_words
from dashboard.lib.snapshot import Snapshot

TYPES = ("agent", "model", "vendor")
_MOST = 4


def show(snapshot: Snapshot, week: date) -> None:
    """Show what stops with each agent, who could step in, and what each KPI depends on."""
    with section("Agent dependency", "What depends on each agent, and who could step in."):
        rows = "".join(
            _dependency(row) for row in snapshot.ask("risk/agent_dependencies").to_dicts()
        )
        show_html(
            "<table><thead><tr><th>Agent</th><th>People who can run it</th><th>Owner, backup</th>"
            "<th>Playbook</th><th>Share of runs</th><th>If it stops</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )
        show_shares(snapshot.ask("risk/kpi_dependencies_of_week", week=week))


def show_shares(shares: pl.DataFrame) -> None:
    """Show how much of each KPI depends on which agent, model and vendor."""
    if shares.is_empty():
        return
    rows = "".join(
        f"<tr><td><b>{escape(format_words(str(kpi)))}</b></td>"
        + "".join(f"<td>{_named(of_kpi.filter(dependency_type=name))}</td>" for name in TYPES)
        + "</tr>"
        for (kpi,), of_kpi in shares.group_by("kpi_id", maintain_order=True)
    )
    heads = "".join(f"<th>{format_words(name)}</th>" for name in TYPES)
    show_html(
        f"<table><thead><tr><th>This week it depends on</th>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _named(shares: pl.DataFrame) -> str:
    return "<br>".join(
        f"{escape(row['dependency'])} {format_share(row['share'])}"
        for row in shares.head(_MOST).to_dicts()
    )


def _dependency(row: dict[str, Any]) -> str:
    people = "hidden" if row["is_hidden"] else str(row["bus_factor"] or 0)
    names = ", ".join(name for name in (row["owner"], row["backup"]) if name)
    return (
        f"<tr><td><b>{escape(row['agent'])}</b>"
        f"<span>{escape(format_words(row['workflow'] or ''))}</span></td>"
        f"<td{' class=fs-failed' if row['is_thin'] else ''}>{people}</td><td>{escape(names)}</td>"
        f"<td>{'yes' if row['is_documented'] else 'none'}</td>"
        f"<td>{format_value(row['run_share'], NumberFormat.SHARE)}</td>"
        f'<td class="fs-why">{escape(row["what_if_it_stops"] or "")}</td></tr>'
    )
