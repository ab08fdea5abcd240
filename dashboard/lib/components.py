"""Components that pages are built from: cards, alerts, charts, sections, tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import Any

import altair as alt
import polars as pl
import streamlit as st

from assets.snapshot.query import NotInSnapshot
from dashboard.lib import theme
from dashboard.lib.formats import NumberFormat, format_value

_ROW_HEIGHT = 33
_FORMULA = r"^[=+\-@\t\r]"


@dataclass(frozen=True)
class MetricCard:
    """A number with its name above it and a note below it."""

    label: str
    number: str
    note: str = ""
    color: str = theme.INK
    note_color: str = theme.MUTED


def show_html(html: str) -> None:
    """Show our own markup; the caller has escaped what comes from data."""
    st.html(f'<div class="fs">{html}</div>')


def show_alert(tone: str, title: str, text: str, reasons: Sequence[str] = ()) -> None:
    """Show a banner of one color."""
    items = "".join(f"<li>{escape(reason)}</li>" for reason in reasons)
    show_html(
        f'<div class="fs-alert" style="--tone:{tone}"><strong>{escape(title)}</strong> '
        f"{escape(text)}{f'<ul>{items}</ul>' if items else ''}</div>"
    )


def count_card(label: str, value: float | None, note: str) -> MetricCard:
    """Return the card of a whole number."""
    return MetricCard(label, format_value(value, NumberFormat.COUNT), note)


def share_card(label: str, value: float | None, note: str) -> MetricCard:
    """Return the card of a share."""
    return MetricCard(label, format_value(value, NumberFormat.SHARE), note)


def show_metric_cards(cards: Sequence[MetricCard]) -> None:
    """Show metric cards side by side."""
    shown = "".join(
        f'<div class="fs-metric-card"><div class="fs-label">{escape(card.label)}</div>'
        f'<div class="fs-number" style="color:{card.color}">{escape(card.number)}</div>'
        f'<div class="fs-note" style="color:{card.note_color}">{escape(card.note)}</div></div>'
        for card in cards
    )
    show_html(f'<div class="fs-metric-cards">{shown}</div>')


def show_facts(facts: Sequence[tuple[str, str]]) -> None:
    """Show names and texts below each other."""
    lines = "".join(f"<div><dt>{escape(n)}</dt><dd>{escape(t)}</dd></div>" for n, t in facts)
    show_html(f'<dl class="fs-facts">{lines}</dl>')


def show_panel_title(name: str, value: str, note: str = "") -> None:
    """Show the title of a small chart, and below that its last value."""
    number = f"<b>{escape(value)}</b> " if value else ""
    show_html(
        f'<div class="fs-panel"><div class="fs-panel-title">{escape(name)}</div>'
        f"<div>{number}<span>{escape(note)}</span></div></div>"
    )


def show_chart(
    draw: Callable[..., alt.LayerChart], *inputs: Any, key: str, description: str
) -> None:
    """Show the chart that `draw` returns; the description is for screen readers."""
    spec = _specify(draw.__name__, draw, inputs)
    st.vega_lite_chart(spec=spec, width="stretch", theme=None, key=key, alt=description)


@st.cache_data(show_spinner=False, max_entries=1000)
def _specify(
    name: str,  # noqa: ARG001  # identifies the function, which the cache can't hash
    _draw: Callable[..., alt.LayerChart],
    inputs: tuple[Any, ...],
) -> dict[str, Any]:
    """Return the chart's specification; building it takes longer than all queries of a page."""
    return _draw(*inputs).to_dict(validate=False)  # the tests validate what is drawn


@contextmanager
def section(title: str, note: str = "") -> Iterator[None]:
    """Show a part of a page under a title, or that the snapshot is older than it."""
    text = f"<p>{escape(note)}</p>" if note else ""
    show_html(f'<div class="fs-section"><h2>{escape(title)}</h2>{text}</div>')
    try:
        yield
    except NotInSnapshot:
        show_older_snapshot()


def show_no_week() -> None:
    """Show that no week is complete yet."""
    show_alert(theme.MUTED, "No week is complete yet.", "A week is complete on Monday at midnight.")


def show_older_snapshot() -> None:
    """Show that an older version published this snapshot."""
    show_alert(
        theme.MUTED,
        "Not in this snapshot.",
        "It was published by an older version; the next run adds this.",
    )


def show_table(frame: pl.DataFrame, columns: dict[str, Any], name: str, most: int = 10) -> None:
    """Show the given columns, `most` rows at a time, with a download of exactly these."""
    shown = frame.select(list(columns))
    st.dataframe(
        shown,
        column_config=columns,
        hide_index=True,
        width="stretch",
        height=_ROW_HEIGHT * (min(most, len(shown)) + 1) + 2,
        row_height=_ROW_HEIGHT,
        placeholder="",
        key=f"table-{name}",
    )
    st.download_button(
        f"Download {len(shown):,} {'row' if len(shown) == 1 else 'rows'} as CSV",
        data=to_csv(shown),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"download-{name}",
        on_click="ignore",
    )


def to_csv(frame: pl.DataFrame) -> bytes:
    """Return the frame as CSV that a spreadsheet opens as text, not as formulas."""
    texts = pl.col(pl.String)
    guarded = frame.with_columns(
        pl.when(texts.str.contains(_FORMULA)).then(pl.lit("'") + texts).otherwise(texts).name.keep()
    )
    return guarded.write_csv(include_bom=True).encode()
